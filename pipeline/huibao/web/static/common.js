// What all pages share: calls of the API, building elements, messages, jobs.

const token = document.querySelector("meta[name=huibao-token]").content;
export const batch = document.body.dataset.batch;
export const rights = document.body.dataset.rights.split(" ");

/** A call that was refused: `message` is Chinese, `current` what a conflict is with. */
export class Refused extends Error {
  constructor(status, detail, current) {
    super(detail);
    this.status = status;
    this.current = current;
  }
}

/** Call the API; answers JSON. A form is sent as it is, anything else as JSON. */
export async function api(method, path, body) {
  const headers = { "X-Huibao-Token": token };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(`/api${path}`, { method, headers, body: form || body === undefined ? body : JSON.stringify(body) });
  } catch {
    throw new Refused(0, "连不上程序；请确认它还开着，再试一次");
  }
  if (answer.status === 401 && path !== "/session") {
    location.href = "/login";
    throw new Refused(401, "请先登录");
  }
  const content = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, content?.detail ?? "程序没有正常回答；请再试一次", content?.current);
  return content;
}

/** An element; `on…` attributes are listeners, `data` a mapping, children texts or elements. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    // aria-pressed is "true" or "false"; an empty one presses nothing.
    if (key.startsWith("aria-")) element.setAttribute(key, String(value));
    else if (value === false) continue;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "data") Object.assign(element.dataset, value);
    else if (key === "value") {
      if ("defaultValue" in element) element.defaultValue = value;
      element.value = value;
    }
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Put children in place of what an element holds. */
export function fill(element, ...children) {
  element.classList.remove("loading");
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

const LASTS = 6_000; // ms

/**
 * A short message at the foot of the page, or of the open dialog, where it covers nothing. A bad one stays until it is
 * closed, one that offers to take something back (also by Ctrl+Z) until the next; another goes by itself, but not while
 * the pointer is on it.
 */
export function say(text, { bad = false, action } = {}) {
  const place = $("dialog[open] .messages") ?? $(".bar .messages"), region = $(bad ? "[role=alert]" : "[role=status]", place);
  let timer = null, from = null;
  const close = () => {
    const focused = toast.contains(document.activeElement);
    clearTimeout(timer);
    toast.remove();
    if (focused) (from?.isConnected ? from : $("#main")).focus({ preventScroll: true });
  };
  const hold = () => clearTimeout(timer);
  const wait = () => {
    hold();
    if (!bad && !action && !toast.matches(":hover")) timer = setTimeout(close, LASTS);
  };
  const toast = h("div", { class: bad ? "toast bad" : "toast", onmouseenter: hold, onmouseleave: wait,
    onfocusin: (event) => { if (event.relatedTarget && !toast.contains(event.relatedTarget)) from = event.relatedTarget; } }, h("span", {}, text));
  if (action) toast.append(h("button", { data: { undo: "" }, onclick: () => { close(); action.run(); } }, action.name, " ", h("kbd", {}, "Ctrl+Z")));
  if (bad) toast.append(h("button", { onclick: close }, "知道了"));
  // What was decided last is what can be taken back.
  for (const old of $$(".toast", region)) if (!bad || old.firstChild.textContent === text) old.remove();
  region.append(toast);
  wait();
  return toast;
}

const BLINK = 200; // ms

/** Do what a person waits for, and say so beside other messages where it takes longer than a blink. */
export async function saving(work) {
  const note = h("div", { class: "saving" }, "正在保存…"), timer = setTimeout(() => $(".bar [role=status]").append(note), BLINK);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    note.remove();
  }
}

// The page comes inert, and is woken when its scripts (all are modules, run before this event) listen: a click that came
// before them would be lost.
document.addEventListener("DOMContentLoaded", () => {
  $("#main").inert = false;
  $("#main [autofocus]")?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.target.closest("input:not([type=checkbox]), textarea, dialog")) return;
  const undo = $(".bar [data-undo]");
  if (undo) { event.preventDefault(); undo.click(); }
});

// F6 goes from part to part of a page, as in Word, and back to where one was in it. A message is passed over (what it
// takes back, Ctrl+Z does): Shift+F6 comes to it, behind the last part, and F6 where a page has no other.
const PARTS = ".side, .reading, .work, .inspect, .page", MESSAGE = ".bar:has(.toast)";
const left = new WeakMap();
document.addEventListener("focusin", (event) => { const part = event.target.closest(PARTS); if (part) left.set(part, event.target); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "F6" || event.target.closest("dialog")) return;
  event.preventDefault();
  const own = $$(PARTS), parts = event.shiftKey || own.length < 2 ? [...own, ...$$(MESSAGE)] : own, at = parts.findIndex((part) => part.contains(document.activeElement));
  const part = parts.at((event.shiftKey ? (at < 0 ? 0 : at) - 1 : at + 1) % parts.length), last = left.get(part);
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  (last?.isConnected ? last : $("button, a, input, select", part) ?? part).focus();
});

/** Put children in place of what an element holds; the focus stays on the control with the same `data-keep`. */
export function refill(element, ...children) {
  const kept = element.contains(document.activeElement) ? document.activeElement.dataset.keep : undefined;
  fill(element, ...children);
  if (kept !== undefined) $$("[data-keep]", element).find((control) => control.dataset.keep === kept)?.focus({ preventScroll: true });
}

/** Run something for a person; what is refused is said. Answers undefined then. */
export async function attempt(work, otherwise) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (otherwise && (await otherwise(error)) === true) return undefined;
    say(error.message, { bad: true });
    // What was still being fetched will not come.
    for (const waiting of $$(".loading")) fill(waiting, h("span", { class: "hint" }, "没有取到。 "), h("button", { class: "small", onclick: () => location.reload() }, "刷新页面"));
    return undefined;
  }
}

/** Ask yes or no in a dialog. */
export function ask(question, yes, { details = [], no = "取消", danger = false } = {}) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { "aria-label": question },
      h("form", { method: "dialog" }, h("p", {}, h("strong", {}, question)), ...details,
        h("div", { class: "actions" }, h("button", { value: "no", autofocus: true }, no),
          h("button", { value: "yes", class: danger ? "danger" : "primary" }, yes))));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue === "yes"); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Follow a job by server-sent events in a progress element; answers its last state. */
export function follow(job, element) {
  const bar = $("progress", element), words = $("[role=status]", element), stop = $("button", element);
  element.hidden = false;
  const cancel = () => attempt(() => api("DELETE", `/jobs/${job}`));
  stop?.addEventListener("click", cancel);
  return new Promise((resolve) => {
    const events = new EventSource(`/api/jobs/${job}/events`);
    const end = (state) => {
      events.close();
      stop?.removeEventListener("click", cancel);
      element.hidden = true;
      resolve(state);
    };
    events.addEventListener("progress", (event) => {
      const state = JSON.parse(event.data);
      if (state.total) { bar.max = state.total; bar.value = state.done; }
      words.textContent = state.message || "排队中…";
      element.dispatchEvent(new CustomEvent("step", { detail: state }));
      if (["done", "failed", "cancelled"].includes(state.state)) end(state);
    });
    // The browser tries again by itself after a cut; a job that is gone answers at once.
    events.addEventListener("error", async () => {
      if (events.readyState !== EventSource.CLOSED) return;
      const state = await api("GET", `/jobs/${job}`).catch(() => null);
      end(state ?? { state: "failed", message: "任务中断了；请刷新页面" });
    });
  });
}

/** Buttons of which one is pressed. */
export function tabs(attribute, change) {
  const buttons = $$(`[data-${attribute}]`).filter((element) => element.tagName === "BUTTON");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", other === button);
      change(button.dataset[attribute]);
    });
  }
}

/** The taxonomy of the page. */
export function taxonomy() {
  const { labels, kinds } = JSON.parse($("#taxonomy").textContent);
  const byKey = Object.fromEntries(labels.map((label) => [label.key, label]));
  return { labels, kinds, byKey, name: (key) => { const label = byKey[key]; return !label ? key : label.category === label.name ? label.name : `${label.category}·${label.name}`; } };
}

// SQLite gives times without their zone; they are UTC.
const date = (iso) => new Date(/Z|[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}Z`);
const clock = new Intl.DateTimeFormat("zh-CN", { dateStyle: "medium", timeStyle: "short" });
const brief = new Intl.DateTimeFormat("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
export const time = (iso) => clock.format(date(iso));
export const moment = (iso) => brief.format(date(iso));
export const number = (value) => value.toLocaleString("zh-CN", { maximumFractionDigits: 6 });
export const per = (share) => `${(share * 100).toFixed(1)}%`;

/** The fields of a batch in its dialog: read, write, count the villages. */
export function batchForm(dialog) {
  const form = $("form", dialog), { name, period, roster, workbook } = form.elements;
  // The server reads the list, since it may be numbered or a whole table; the names tell what it made of it.
  const count = latest(() => api("POST", "/roster", { text: roster.value }).catch(() => ({ villages: [] })), ({ villages }) => {
    $("[data-count]", form).textContent = villages.length ? `共 ${villages.length} 个村：${villages.join("、")}` : "";
  });
  let timer = null;
  roster.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(count, 250); });
  // A button of the form's own would be what Enter in a field presses.
  $("[data-close]", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => $$(".toast", dialog).forEach((toast) => toast.remove()));
  workbook.addEventListener("change", () => attempt(async () => {
    const body = new FormData();
    body.append("file", workbook.files[0]);
    const { villages } = await api("POST", "/roster/workbook", body);
    roster.value = villages.join("\n");
    workbook.value = "";
    count();
  }));
  return {
    put: (value) => { name.value = value.name; period.value = value.period; roster.value = value.roster.join("\n"); count(); },
    read: async () => ({ name: name.value, period: period.value, roster: (await api("POST", "/roster", { text: roster.value })).villages }),
  };
}

$("#sign-out")?.addEventListener("click", () => attempt(async () => {
  await api("DELETE", "/session");
  location.href = "/login";
}));

// Runs `load` and hands `show` what it gave, unless it was asked again meanwhile: two corrections in quick succession
// each load anew, and the older answer may come last.
export const latest = (load, show) => {
  let asked = 0;
  return async () => {
    const mine = ++asked;
    const answer = await load();
    if (mine === asked) show(answer);
  };
};
