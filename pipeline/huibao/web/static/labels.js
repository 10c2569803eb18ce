// 看标注: the report with its sentences coloured by label; corrected by click or by keyboard; every step can be undone.
import { $, $$, api, ask, attempt, batch, fill, h, number, refill, say, tabs, taxonomy } from "./common.js";

const base = `/batches/${batch}`;
const { labels, kinds, byKey, name } = taxonomy();
const REASONS = { 字: "字眼", 词: "词语", 标题: "所在标题", 上句: "上一句", 下句: "下一句", 位置: "位置", 段内: "段内", 文种: "文种", 长度: "长度", 数字: "数字", 末尾: "末尾" };
let uploads = [], queue = [], mode = "reports", open = null, reading = null, chosen = null;
let placeInQueue = 0; // where the chosen sentence stands, or stood before it was looked at
const undone = [];

const sentences = () => reading.paragraphs.flatMap((paragraph) => paragraph.sentences);
const find = (index) => sentences().find((sentence) => sentence.index === index);
const byPerson = (sentence) => sentence.version > 0;
const doubtful = (sentence) => sentence.review && !byPerson(sentence);

// What the filters leave: of the queue, of the reports, and of the open report's sentences.
const fits = (village, given) => (!$("#by-village").value || village === $("#by-village").value) && (!$("#by-label").value || !given || given.includes($("#by-label").value));
const shownQueue = () => queue.filter((item) => fits(item.village, item.labels));
const isChosen = (item) => item.upload === open && item.sentence === chosen;
const shownUploads = () => uploads.filter((upload) => fits(upload.village));
const shownSentences = () => { const label = $("#by-label").value, all = sentences(), some = all.filter((sentence) => !label || sentence.labels.includes(label)); return some.length ? some : all; };

async function loadList() {
  [uploads, queue] = await Promise.all([api("GET", `${base}/uploads`), api("GET", `${base}/queue`)]);
  uploads = uploads.filter((upload) => upload.state === "ready");
  const villages = [...new Set(uploads.map((upload) => upload.village).filter(Boolean))];
  const select = $("#by-village"), kept = select.value;
  fill(select, h("option", { value: "" }, "全部"), villages.map((village) => h("option", {}, village)));
  select.value = kept;
  showList();
}

function showList() {
  if (!uploads.length) {
    fill($("#reports"), h("p", { class: "hint" }, "还没有读取成功的汇报。"));
    fill($("#reading"), h("div", { class: "empty" }, h("h2", {}, "还没有可看的汇报"), h("p", {}, h("a", { href: `/batches/${batch}/collect` }, "先去收材料"))));
    return;
  }
  if (mode === "queue") {
    const items = shownQueue(), at = items.findIndex(isChosen);
    if (at >= 0) placeInQueue = at;
    fill($("#reports"), h("p", { class: "hint" }, items.length ? `${items.length} 句拿不准，最该看的在前。不用都看完。` : queue.length ? "这样筛选，没有待看的句子；换个村或标签看看。" : "没有待看的句子了。"),
      h("ul", { class: "list" }, items.map((item) => h("li", {}, h("button", {
        "aria-current": isChosen(item) ? "true" : null,
        onclick: () => act(() => openReport(item.upload, item.sentence)),
      }, h("small", {}, `${item.village} · ${name(item.labels[0])}`), h("span", { class: "clip" }, item.text))))));
    $("#reports [aria-current]")?.scrollIntoView({ block: "nearest" });
    return;
  }
  const left = (upload) => queue.filter((item) => item.upload === upload.id).length;
  fill($("#reports"), h("ul", { class: "list" }, shownUploads().map((upload) => h("li", {}, h("button", {
    "aria-current": upload.id === open ? "true" : null, onclick: () => act(() => openReport(upload.id)),
  }, h("span", { class: left(upload) ? "badge" : "badge none" }, left(upload) ? `待看 ${left(upload)}` : "无待看"), upload.village || "村名未填", h("small", {}, upload.name))))));
}

async function openReport(upload, sentence = null) {
  const answer = await attempt(() => api("GET", `${base}/uploads/${upload}/reading`));
  if (!answer) return;
  [open, reading, chosen] = [upload, answer, null];
  showReading();
  showList();
  $("#reading").scrollTop = 0;
  $("#reading").focus({ preventScroll: true });
  if (sentence !== null && find(sentence)) choose(sentence, true);
  else chooseFirst();
}

/** There is always a sentence that the keys work on: the first that the filters leave. */
function chooseFirst() {
  const [first] = shownSentences();
  if (first) return choose(first.index, first.index !== sentences()[0].index);
  history.replaceState(null, "", `#${open}`);
  return fill($("#inspect"), h("p", { class: "hint" }, "这份汇报里没有句子。"));
}

/** After a filter: what was chosen stays where it still fits, else the first that does is chosen; keys go to the text. */
async function filter() {
  showList();
  if (reading) showReading();
  $("#reading").focus({ preventScroll: true });
  if (mode === "queue") {
    const items = shownQueue();
    if (items.length && !items.some(isChosen)) await openReport(items[0].upload, items[0].sentence);
    else if (!reading && uploads.length) await openReport(uploads[0].id);
    else if (reading && chosen !== null) choose(chosen, true);
    return;
  }
  if (!reading) return;
  const fitting = shownUploads();
  if (fitting.length && !fitting.some((upload) => upload.id === open)) await openReport(fitting[0].id);
  else if (shownSentences().some((sentence) => sentence.index === chosen)) choose(chosen, true);
  else chooseFirst();
  const label = $("#by-label").value;
  if (label && !sentences().some((sentence) => sentence.labels.includes(label))) say(`这份汇报里没有“${name(label)}”的句子。`);
}

function showReading() {
  const upload = reading.upload;
  const title = reading.paragraphs.find((paragraph) => paragraph.level === 0);
  fill($("#reading"),
    h("h1", {}, title ? title.text : upload.name),
    h("p", { class: "meta" }, [upload.village || "村名未填", upload.author || "作者未填", upload.period_name || "时期未填", upload.name].join(" · ")),
    reading.paragraphs.filter((paragraph) => paragraph !== title).map((paragraph) => paragraph.sentences.length
      ? h("p", { title: paragraph.place }, paragraph.sentences.map(showSentence))
      : h(paragraph.level === null ? "p" : `h${Math.min(5, paragraph.level + 1)}`, {}, paragraph.text)));
}

function showSentence(sentence) {
  const label = $("#by-label").value, dim = label && !sentence.labels.includes(label);
  const tag = sentence.labels[0] === "other" && !doubtful(sentence) && !byPerson(sentence) ? null
    : h("span", { class: `tagname${doubtful(sentence) ? " review" : ""}${byPerson(sentence) ? " person" : ""}`, data: { label: sentence.labels[0] } },
      h("span", { class: "dot" }), `${doubtful(sentence) ? "？" : byPerson(sentence) ? "✓" : ""}${name(sentence.labels[0])}${sentence.labels.length > 1 ? ` 等${sentence.labels.length}项` : ""}`);
  return h("span", { id: `s${sentence.index}` },
    h("span", { class: `sentence${dim ? " dim" : ""}${sentence.index === chosen ? " chosen" : ""}`, data: { label: sentence.labels[0], index: sentence.index },
      title: sentence.labels.map(name).join("、"), onclick: () => act(() => choose(sentence.index)) }, sentence.text), tag);
}

function choose(index, scroll = false) {
  chosen = index;
  for (const element of $$(".sentence")) element.classList.toggle("chosen", Number(element.dataset.index) === index);
  if (scroll) $(`#s${index}`).scrollIntoView({ block: "center" });
  history.replaceState(null, "", `#${open}-${index}`);
  showInspect();
  if (mode === "queue") showList();
}

function section(index) {
  const path = [];
  for (const paragraph of reading.paragraphs) {
    if (paragraph.level !== null && paragraph.level > 0 && !paragraph.sentences.length) path[paragraph.level - 1] = paragraph.text, path.length = paragraph.level;
    if (paragraph.sentences.some((sentence) => sentence.index === index)) break;
  }
  return path.filter(Boolean).join(" › ");
}

function showInspect() {
  const sentence = find(chosen), groups = [...new Set(labels.map((label) => label.category))];
  const needsKind = sentence.labels.some((key) => byKey[key].role === "todo");
  // What she has opened stays open when its label changes.
  const place = `${open}-${chosen}`, explained = $("#why")?.open && $("#why").dataset.place === place;
  refill($("#inspect"),
    h("small", { class: "hint" }, section(chosen) || (reading.paragraphs.some((paragraph) => paragraph.level > 0) ? "正文开头，第一个小标题之前" : "这份汇报没有小标题")),
    h("blockquote", { data: { label: sentence.labels[0] } }, sentence.text),
    h("p", { class: "hint" }, byPerson(sentence) ? `${sentence.by}已核对。机器原来标的是${sentence.machine.map(name).join("、")}。` : sentence.review ? "机器拿不准，请看一眼。" : "机器标的，没有人改过。"),
    h("div", { class: "choices", role: "group", "aria-label": "标签" }, groups.map((group) => [h("h4", {}, group), labels.filter((label) => label.category === group).map((label) =>
      h("button", { "aria-pressed": sentence.labels.includes(label.key), title: label.definition, data: { label: label.key, keep: label.key },
        onclick: (event) => { const joins = event.shiftKey; act(() => give(label.key, joins)); } }, h("kbd", {}, label.hotkey), h("span", { class: "dot" }), label.name))])),
    needsKind && [h("h3", {}, "是哪一种"), h("div", { class: "tabs", role: "group" }, kinds.map((kind) =>
      h("button", { "aria-pressed": sentence.kind === kind.key, title: kind.definition, data: { keep: kind.key }, onclick: () => act(() => giveKind(kind.key)) }, kind.name, " ", h("kbd", {}, kind.hotkey))))],
    h("p", { class: "row" }, !byPerson(sentence) && h("button", { class: "primary", data: { keep: "right" }, onclick: () => act(confirm) }, "标得对 ", h("kbd", {}, "Enter")),
      byPerson(sentence) && h("button", { data: { keep: "right" }, onclick: () => act(withdraw) }, "恢复机器标注"),
      h("button", { data: { keep: "undo" }, onclick: () => act(undo), disabled: !undone.length }, "撤销 ", h("kbd", {}, "U"))),
    h("details", { open: explained, data: { place }, ontoggle: (event) => event.target.open && explain(sentence, sentence.labels[0]), id: "why" },
      h("summary", { data: { keep: "why" } }, "为什么这样标"), h("div", { id: "reasons", class: "loading" }, "正在分析…")),
    figures());
}

function figures() {
  const mine = reading.figures.filter((figure) => figure.sentence === chosen);
  if (!mine.length) return null;
  const status = { actual: "本期", part: "其中", past: "上期", plan: "计划", gap: "缺口" };
  return [h("h3", {}, "读出的数据"), h("ul", {}, mine.map((figure) => h("li", {}, `${figure.name} ${figure.printed}（${status[figure.status]}${figure.verdict === "excluded" ? "，不计入" : ""}） `,
    h("a", { href: `/batches/${batch}/figures#${figure.upload}-${figure.start}` }, "核对"))))];
}

async function explain(sentence, label) {
  const reasons = await attempt(() => api("GET", `${base}/uploads/${open}/sentences/${sentence.index}/reasons?label=${encodeURIComponent(label)}`));
  if (!reasons || chosen !== sentence.index) return;
  const top = Math.max(...reasons.map((reason) => Math.abs(reason.weight)), 0.01);
  const words = (feature) => { const [kind, ...rest] = feature.split(" "); return `${REASONS[kind] ?? kind}“${rest.join("").replaceAll("#", "数字")}”`; };
  const scores = Object.entries(sentence.scores).sort((a, b) => b[1] - a[1]).slice(0, 4);
  fill($("#reasons"), reasons.length
    ? [h("p", {}, `对“${name(label)}”：`), h("ul", { class: "bars" }, reasons.map((reason) => h("li", {},
      h("span", {}, words(reason.feature)), h("span", { class: reason.weight > 0 ? "up" : "down" }, `${reason.weight > 0 ? "支持" : "反对"} `, h("meter", { value: Math.abs(reason.weight), max: top, "aria-label": number(reason.weight) })))))]
    : h("p", { class: "hint" }, "现用的标注器说不出理由。"),
  h("p", {}, "各标签的把握："), h("ul", { class: "bars" }, scores.map(([key, score]) => h("li", {}, h("span", {}, name(key)), h("span", {}, `${Math.round(score * 100)}% `, h("meter", { value: score, max: 1 }))))));
}

const kindFor = (sentence, given) => (given.some((key) => byKey[key].role === "todo") ? sentence.kind ?? sentence.machine_kind ?? kinds.find((kind) => kind.key === "plan")?.key ?? kinds[0].key : null);

/** A label by click or key: alone it takes the place of all, with Shift it joins or leaves. */
function give(key, joins) {
  const sentence = find(chosen);
  let given = [key];
  if (joins) given = sentence.labels.includes(key) ? sentence.labels.filter((other) => other !== key) : [...sentence.labels.filter((other) => byKey[other].role !== "none"), key];
  if (!given.length) return say("至少要留一个标签。", { bad: true });
  return put(sentence, given, kindFor(sentence, given));
}

function giveKind(kind) {
  const sentence = find(chosen);
  if (!sentence.labels.some((key) => byKey[key].role === "todo")) return say(`这一句没有标“要求”，不用分${kinds.map((entry) => entry.name).join("、")}。`);
  return put(sentence, sentence.labels, kind);
}

const confirm = async () => {
  const sentence = find(chosen);
  if (await put(sentence, sentence.labels, sentence.kind)) next();
};

/** Save labels; what they were goes on the pile of what can be undone. */
async function put(sentence, given, kind, { remember = true } = {}) {
  const upload = open;
  const before = { upload, index: sentence.index, labels: sentence.labels, kind: sentence.kind, byPerson: byPerson(sentence) };
  const answer = await attempt(
    () => api("PUT", `${base}/uploads/${upload}/sentences/${sentence.index}`, { labels: given, kind, version: sentence.version }),
    (error) => error.status === 409 && conflict(error, sentence, given, kind));
  if (!answer) return false;
  // Before anything is drawn: the button that takes it back is lit with what it can take back.
  if (remember) undone.push(before);
  take(upload, sentence.index, answer);
  if (remember) {
    const nod = before.labels.join() === answer.labels.join() && before.kind === answer.kind;
    offerUndo(nod ? "标得对。" : `改成了${[...answer.labels.map(name), ...kinds.filter((entry) => entry.key === answer.kind).map((entry) => entry.name)].join("、")}。`);
  }
  return true;
}

async function conflict(error, sentence, given, kind) {
  const theirs = error.current;
  take(open, sentence.index, theirs);
  const mine = await ask(`${theirs.by}刚刚改了这一句`, "用我的", { no: "用对方的",
    details: [h("p", {}, `对方：${theirs.labels.map(name).join("、")}`), h("p", {}, `您的：${given.map(name).join("、")}`)] });
  if (mine) await put(find(sentence.index), given, kind);
  return true;
}

function take(upload, index, answer) {
  queue = queue.filter((item) => item.upload !== upload || item.sentence !== index || answer.version === 0);
  if (upload === open) {
    const sentence = find(index);
    Object.assign(sentence, answer);
    $(`#s${index}`).replaceWith(showSentence(sentence));
    if (index === chosen) showInspect();
  }
  showList();
}

async function withdraw() {
  const sentence = find(chosen), upload = open;
  const before = { upload, index: sentence.index, labels: sentence.labels, kind: sentence.kind, byPerson: true };
  const answer = await attempt(() => api("DELETE", `${base}/uploads/${upload}/sentences/${sentence.index}?version=${sentence.version}`));
  if (!answer) return;
  undone.push(before);
  take(upload, sentence.index, answer);
  offerUndo("恢复了机器的标注。");
}

const offerUndo = (words) => say(words, { action: { name: "撤销", run: () => act(undo) } });

async function undo() {
  // The message that offers to undo means this step; it is not to undo the one before as well.
  $(".bar .toast:has([data-undo])")?.remove();
  const last = undone.pop();
  if (!last) return say("没有可撤销的了。");
  if (last.upload !== open) await openReport(last.upload, last.index);
  else if (last.index !== chosen) choose(last.index, true);
  const sentence = find(last.index);
  if (last.byPerson) await put(sentence, last.labels, last.kind, { remember: false });
  else {
    const answer = await attempt(() => api("DELETE", `${base}/uploads/${open}/sentences/${last.index}?version=${sentence.version}`));
    if (answer) take(open, last.index, answer);
  }
  await loadList();
  return say("撤销了上一步。");
}

const goTo = (item) => (item.upload === open ? choose(item.sentence, true) : openReport(item.upload, item.sentence));

/** One entry on in the queue, or back; an entry that was looked at has left it, and the next stands in its place. */
function stepQueue(by, { around = false } = {}) {
  const items = shownQueue(), at = items.findIndex(isChosen);
  const wanted = at >= 0 ? at + by : by > 0 ? placeInQueue : placeInQueue - 1;
  if (!items.length) return say(queue.length ? "这样筛选，没有待看的句子了。" : "没有待看的句子了。");
  if (items[wanted]) return goTo(items[wanted]);
  if (around && !isChosen(items[0])) return goTo(items[0]);
  return say(by > 0 ? "已经是最后一句待看的了。" : "已经是第一句待看的了。");
}

/** The next sentence to look at: in this report, then in the next; in the queue its next entry, after the last the first. */
function next() {
  if (mode === "queue") return stepQueue(1, { around: true });
  const after = sentences().find((sentence) => doubtful(sentence) && sentence.index > (chosen ?? -1)) ?? sentences().find(doubtful);
  if (after) return choose(after.index, true);
  const waiting = queue.filter((item) => item.upload !== open).sort((a, b) => (a.upload - b.upload) || (a.sentence - b.sentence));
  const onward = waiting.find((item) => item.upload > open) ?? waiting[0];
  return onward ? openReport(onward.upload, onward.sentence) : say("没有待看的句子了。");
}

function step(by) {
  if (mode === "queue") return stepQueue(by);
  const all = shownSentences().map((sentence) => sentence.index);
  if (!all.length) return undefined;
  // A corrected sentence may have left the filter: the step goes on from its place.
  const onward = by > 0 ? all.find((index) => index > (chosen ?? -1)) : all.findLast((index) => index < (chosen ?? 0));
  if (onward !== undefined) return choose(onward, true);
  const filtered = all.length < sentences().length ? "按现在的筛选，" : "";
  return say(`${filtered}已经是这份汇报的${by > 0 ? "最后一句" : "第一句"}了。${by > 0 && queue.length ? "按 N 到下一句待看。" : ""}`);
}

// One act after the other: a quick hand presses the next key, or clicks the next sentence, before the last one is saved;
// what was pressed before a click is meant for what was chosen then.
let acting = Promise.resolve();
const act = (work) => { acting = acting.catch(() => {}).then(work); };

const CODES = { Minus: "-", Equal: "=", Backslash: "\\" };
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !reading || event.altKey || event.target.closest("input, select, textarea, dialog") || (event.isComposing)) return;
  const undoing = event.code === "KeyU" || (event.code === "KeyZ" && (event.ctrlKey || event.metaKey));
  if (!undoing && (event.ctrlKey || event.metaKey)) return;
  // By the key's place, not its letter: a Chinese input method may be on.
  const hotkey = CODES[event.code] ?? event.code.replace(/^(Digit|Numpad)/, "");
  const label = labels.find((entry) => entry.hotkey && entry.hotkey === hotkey);
  const kind = kinds.find((entry) => entry.hotkey && event.code === `Key${entry.hotkey}`);
  let done = true;
  if (undoing) act(undo);
  else if (event.code === "ArrowDown" || event.code === "KeyJ") act(() => step(1));
  else if (event.code === "ArrowUp" || event.code === "KeyK") act(() => step(-1));
  else if (event.code === "KeyN") act(next);
  else if (event.code === "Enter" && chosen !== null && !event.target.closest("button, a, summary")) act(() => (byPerson(find(chosen)) ? next() : confirm()));
  else if (label && chosen !== null) act(() => give(label.key, event.shiftKey));
  else if (kind && chosen !== null) act(() => giveKind(kind.key));
  else done = false;
  if (done) event.preventDefault();
});

// A click by mouse leaves the keys with the text: Enter means 标得对 and does not press again what was clicked.
document.addEventListener("click", (event) => {
  if (event.detail && event.target.closest(".side button, .inspect button, summary")) setTimeout(() => $("#reading").focus({ preventScroll: true }));
});

for (const id of ["#by-village", "#by-label"]) $(id).addEventListener("change", () => act(filter));
tabs("mode", (value) => { mode = value; act(filter); });

act(() => attempt(async () => {
  await loadList();
  if (location.hash === "#queue") return $("[data-mode=queue]").click();
  const [upload, sentence] = location.hash.slice(1).split("-").map(Number);
  const wanted = uploads.find((entry) => entry.id === upload) ?? uploads[0];
  if (wanted) await openReport(wanted.id, Number.isInteger(sentence) && wanted.id === upload ? sentence : null);
}));
