// 收材料: files in, their state in plain words, village, author and period mended in place.
import { $, api, ask, attempt, batch, batchForm, fill, follow, h, latest, refill, say, tabs } from "./common.js";

const base = `/batches/${batch}`;
const GROUP = 40; // files a request, so that a long list shows itself bit by bit
let info, uploads = [], filter = "all", behind = false;
let order = new Map(); // places of the files as shown, by id; what is mended stays where it is until the list is arranged anew

const refresh = latest(() => Promise.all([api("GET", base), api("GET", `${base}/uploads`)]), (answer) => {
  [info, uploads] = answer;
  showBatch();
  showFiles();
});

function showBatch() {
  const state = info.handed_in;
  fill($("#batch-info"),
    h("dt", {}, "时期"), h("dd", {}, info.period_name || "由材料决定"),
    h("dt", {}, "名册"), h("dd", {}, info.roster.length ? `${info.roster.length} 个村` : "还没有名册"),
    h("dt", {}, "读取成功"), h("dd", {}, `${state.ready} 份`),
    state.waiting ? [h("dt", {}, "等待读取"), h("dd", {}, `${state.waiting} 份`)] : [],
    state.problems ? [h("dt", {}, "读不了"), h("dd", {}, h("em", {}, `${state.problems} 份`))] : [],
    state.duplicates ? [h("dt", {}, "重复"), h("dd", {}, `${state.duplicates} 份`)] : []);
  let missing = h("p", { class: "hint" }, "填好名册，就知道谁还没交。");
  if (info.roster.length) {
    missing = state.missing.length
      ? [h("p", {}, `还差 ${state.missing.length} 个村：`), h("ul", { class: "chips" }, state.missing.map((name) => h("li", {}, name)))]
      : h("p", { class: "good" }, `${info.roster.length} 个村都交齐了。`);
  }
  fill($("#missing"), missing);
  fill($("#villages"), info.roster.map((name) => h("option", { value: name })));
}

const needsHand = (upload) => upload.state === "problem" || upload.state === "duplicate" || upload.issues.length > 0;

/** What needs a hand comes first. */
function arrange() {
  order = new Map([...uploads].sort((a, b) => needsHand(b) - needsHand(a) || a.id - b.id).map((upload, place) => [upload.id, place]));
  showFiles();
}

/** Somebody is typing into the list, and nothing of it is saved yet. */
const typing = () => { const field = document.activeElement; return field.matches("#list input") && field.value !== field.defaultValue; };

function showFiles() {
  behind = typing();
  if (behind) return;
  const place = (upload) => order.get(upload.id) ?? order.size;
  const shown = [...uploads].sort((a, b) => place(a) - place(b) || a.id - b.id).filter((upload) => filter === "all" || (filter === "todo" ? needsHand(upload) : upload.state === "ready" && !upload.issues.length));
  if (!uploads.length) {
    fill($("#list"), h("div", { class: "empty" }, h("h2", {}, "还没有材料"), h("p", {}, "把各村的汇报拖到上面的框里就行，文件名不用改。读不了的文件会写明原因，不影响别的。")));
    return;
  }
  if (!shown.length) {
    fill($("#list"), h("p", { class: filter === "todo" ? "good" : "hint" }, filter === "todo" ? "没有需要处理的材料。" : "没有这类材料。"));
    return;
  }
  refill($("#list"), h("table", { class: "files" },
    h("thead", {}, h("tr", {}, ["材料", "状态", "村", "作者", "时期", ""].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, shown.map(row))));
}

function row(upload) {
  const usable = upload.state === "ready";
  const remove = h("button", { class: "small", data: { keep: `${upload.id}-remove` }, "aria-label": `删除${upload.name}`, onclick: () => removeUpload(upload) }, "删除");
  return h("tr", { data: { upload: upload.id } },
    h("td", {}, usable ? h("a", { href: `/batches/${batch}/labels#${upload.id}` }, upload.name) : upload.name),
    h("td", {}, state(upload)),
    h("td", {}, usable && [field(upload, "village", "村名", { list: "villages" }), upload.guesses.map((name) =>
      h("button", { class: "small guess", data: { keep: `${upload.id}-village` }, onclick: () => change(upload, { village: name }) }, `是${name}`))]),
    h("td", {}, usable && field(upload, "author", "作者")),
    h("td", {}, usable && [periodField(upload), upload.reason &&
      h("button", { class: "small guess", data: { keep: `${upload.id}-seen` }, onclick: () => change(upload, { period: upload.period }) }, "核对过了"), info.period && upload.period !== info.period &&
      h("button", { class: "small guess", data: { keep: `${upload.id}-period` }, onclick: () => change(upload, { period: info.period }) }, "改成本批时期")]),
    h("td", {}, remove));
}

function state(upload) {
  if (upload.state === "waiting") return h("span", { class: "state waiting" }, "等待读取…");
  if (upload.state === "problem") return [h("span", { class: "state todo" }, "需要处理"), h("br"), upload.reason];
  if (upload.state === "duplicate") {
    return [h("span", { class: "state duplicate" }, "重复"), h("br"), upload.reason, h("br"),
      h("button", { class: "small", data: { keep: `${upload.id}-village` }, onclick: () => attempt(async () => { await api("POST", `${base}/uploads/${upload.id}/keep`); await refresh(); }) }, "不是重复，计入")];
  }
  return [h("span", { class: upload.issues.length ? "state todo" : "state ready" }, upload.issues.length ? "读取成功，需要核对" : "读取成功"),
    h("span", { class: "hint" }, ` ${upload.sentences} 句`),
    usableWithout(upload), upload.kind === "speech" ? h("div", {}, "讲话稿，不计入各村 ", h("button", { class: "small", onclick: () => change(upload, { kind: "report" }) }, "是村汇报")) : null, upload.issues.length ? h("ul", {}, upload.issues.map((issue) => h("li", {}, issue))) : null];
}

/** What was not found but need not be: said, not alarmed at. */
const usableWithout = (upload) => (upload.author ? null : h("div", { class: "hint" }, "没认出作者；可以补填，不填也不影响汇总"));

function field(upload, name, label, attributes = {}) {
  return h("input", { value: upload[name], "aria-label": `${upload.name}的${label}`, maxlength: 40, placeholder: "未填", data: { keep: `${upload.id}-${name}` }, ...attributes,
    onchange: (event) => { event.target.defaultValue = event.target.value; change(upload, { [name]: event.target.value }); } });
}

function periodField(upload) {
  const select = h("select", { "aria-label": `${upload.name}的时期`, data: { keep: `${upload.id}-period` }, onchange: (event) => change(upload, { period: event.target.value }) },
    h("option", { value: "" }, "未填"), $("#period-options").content.cloneNode(true));
  if (upload.period && ![...select.options].some((option) => option.value === upload.period)) select.append(h("option", { value: upload.period }, upload.period_name));
  select.value = upload.period;
  return select;
}

// One change after the other: a quick hand leaves the next field before the last one is saved, and each save is a new version.
let changing = Promise.resolve();
/** Say what a file really is; offers to take it back, which is the same with the fields as they were. */
const change = ({ id }, fields, { undone = false } = {}) => (changing = changing.catch(() => {}).then(() => attempt(
  async () => {
    const upload = uploads.find((entry) => entry.id === id);
    if (!upload) return;
    const before = Object.fromEntries(Object.keys(fields).map((name) => [name, upload[name]]));
    Object.assign(upload, await api("PATCH", `${base}/uploads/${id}`, { ...fields, version: upload.version }));
    await refresh();
    if (undone) say(`撤回了上一步：${upload.name}。`);
    else say(`${upload.name} 改好了。`, { action: { name: "撤回", run: () => change({ id }, before, { undone: true }) } });
  },
  async (error) => { await refresh(); return error.status === 409 ? Boolean(say(`${error.message}（现在是：${error.current?.village ?? ""}）`, { bad: true })) : false; })));

async function removeUpload(upload) {
  if (!(await ask(`删除“${upload.name}”？`, "删除", { danger: true, details: [h("p", {}, "它的标注和数据更正也一并删除，不能恢复。")] }))) return;
  await attempt(async () => { await api("DELETE", `${base}/uploads/${upload.id}`); await refresh(); });
}

async function send(list) {
  if (!list.length) return;
  let job = null, sent = 0;
  for (let at = 0; at < list.length; at += GROUP) {
    const body = new FormData();
    for (const file of list.slice(at, at + GROUP)) body.append("files", file, file.name);
    const queued = await attempt(() => api("POST", `${base}/uploads`, body));
    if (!queued) break;
    job = queued.job ?? job;
    sent += Math.min(GROUP, list.length - at);
    await refresh();
  }
  if (job) return watch(job);
  if (!sent) return null;
  // Nothing of it goes to the reader, and nothing else would say so.
  arrange();
  return say(`收到 ${sent} 份，没有一份能读；原因写在各份后面。`, { bad: true });
}

async function watch(job) {
  const state = await follow(job, $("#progress"));
  await refresh();
  arrange();
  const open = uploads.filter(needsHand).length;
  if (state.state === "done") say(`${state.message}${open ? `；${open} 份要您看一眼，排在最前面` : ""}。`);
  else say(state.message, { bad: state.state === "failed" });
}

let pending = false;
$("#progress").addEventListener("step", async () => {
  if (pending) return;
  pending = true;
  await refresh();
  setTimeout(() => { pending = false; }, 700);
});
async function take() {
  const given = [...$("#files").files];
  $("#files").value = "";
  await send(given);
}
$("#list").addEventListener("focusout", () => setTimeout(() => behind && showFiles()));
$("#files").addEventListener("change", take);
take(); // files that were chosen before this script had come
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    $("#drop").classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) send([...event.dataTransfer.files]);
  });
}
tabs("filter", (value) => { filter = value; arrange(); });

const dialog = $("#batch-dialog"), form = batchForm(dialog);
$("#edit-batch").addEventListener("click", () => { form.put(info); dialog.showModal(); });
$("form", dialog).addEventListener("submit", async (event) => {
  if (event.submitter.value !== "save") return;
  event.preventDefault();
  await attempt(async () => {
    await api("PUT", base, { ...(await form.read()), version: info.version });
    dialog.close();
    location.reload();
  });
});
$("#delete-batch")?.addEventListener("click", async () => {
  if (!(await ask(`删除整个批次“${info.name}”？`, "全部删除", { danger: true, details: [h("p", {}, `${uploads.length} 份材料、全部更正、稿子和记录都会删掉，不能恢复。建议先导出。`)] }))) return;
  await attempt(async () => { await api("DELETE", base); location.href = "/"; });
});

async function showMembers() {
  const list = $("#members");
  if (!list) return;
  const people = await api("GET", `${base}/members`);
  const names = { clerk: "录入", reviewer: "审核", admin: "管理" };
  fill(list, people.map((person) => h("li", {}, `${person.name}（${names[person.role]}） `,
    h("button", { class: "link", onclick: () => attempt(async () => { await api("DELETE", `${base}/members/${encodeURIComponent(person.name)}`); await showMembers(); }) }, "移出"))));
}
$("#add-member")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { name } = event.target.elements;
  attempt(async () => { await api("PUT", `${base}/members/${encodeURIComponent(name.value)}`); name.value = ""; await showMembers(); });
});

await attempt(async () => {
  await Promise.all([refresh(), showMembers()]);
  arrange();
  for (const job of (await api("GET", `${base}/jobs`)).filter((entry) => entry.kind === "read")) await watch(job.id);
});
