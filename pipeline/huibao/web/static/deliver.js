// 交付: what to look at before it goes out, sign-off, and the files.
import { $, api, ask, attempt, batch, fill, h, rights, say } from "./common.js";

const base = `/batches/${batch}`;
const FILES = [
  ["word", "Word（带出处批注）", "每句话的出处在批注里，给领导核对用"],
  ["clean", "Word（清稿）", "没有批注，都定下来以后印发用"],
  ["indicators", "Excel 指标汇总表", "各村数据、合计和每个数的原话"],
  ["problems", "问题清单", "各村反映的每一个问题，附原话和出处"],
  ["requests", "诉求清单", "请镇里协调解决的每一件事，附原话和出处"],
  ["all", "全部文件（.zip）", "以上五样打成一个包"],
];
// What holds the draft's own text is not handed out while the text says what no report holds.
const HOLD_THE_TEXT = ["word", "clean", "all"];
let versions = [], draft = null;

async function load(id) {
  versions = await api("GET", `${base}/drafts`);
  if (!versions.length) {
    $("#versions").closest("label").hidden = true;
    $("#checks").closest("aside").hidden = true;
    return fill($("#files"), h("div", { class: "empty" }, h("h2", {}, "还没有稿子"), h("p", {}, h("a", { href: `/batches/${batch}/draft` }, "先去出一稿"))));
  }
  fill($("#versions"), versions.map((version) => h("option", { value: version.id }, `第${version.number}稿${version.signed_by ? "（定稿）" : ""}`)));
  draft = await api("GET", `${base}/drafts/${id ?? versions[0].id}`);
  $("#versions").value = draft.id;
  const found = await api("GET", `${base}/drafts/${draft.id}/readiness`);
  showFiles(found);
  showChecks(found);
}

/** What no report holds: how many places, and the way to the first. */
function unsupported() {
  const faulty = draft.passages.filter((passage) => passage.faults.length);
  const step = faulty.length ? `draft#${draft.id}-${faulty[0].id}` : "draft";
  return { faults: faulty.reduce((sum, passage) => sum + passage.faults.length, 0), step, link: h("a", { href: `/batches/${batch}/${step}` }, "去改稿子") };
}

/** Every point to look at: what is open, in words and with the way there, or else what is in order. */
function points(found) {
  const { faults, link } = unsupported(), signed = Boolean(draft.signed_by);
  const to = (step, words) => h("a", { href: `/batches/${batch}/${step}` }, words);
  const point = (open, words, way, good) => ({ open: open ? h("li", {}, words, way) : null, good });
  const overtaken = `第 ${found.overtaken.join("、")} 段`;
  return [
    point(found.undecided, `${found.undecided} 处数据有疑问，还没定夺。`, to("figures", "去核数据"), "没有前后不一的数据"),
    point(found.doubtful, `${found.doubtful} 句标注机器拿不准，还没人看；不看完也能交，照机器标的算。`, to("labels#queue", "去看标注"), "拿不准的句子都看过了"),
    point(faults, `稿子里 ${faults} 处数字或名称没有出处（标红的）；改好以前不能下载 Word 和全部文件。`, link, "稿子的数字和名称都有出处"),
    point(found.overtaken.length, signed ? `定稿以后核数据又动了：稿子${overtaken}的数还是定稿时的。要跟上，先取消定稿，再改写。` : `稿子${overtaken}的数，核数据时更正了或不计入了，稿子还没跟上。`,
      to(`draft#${draft.id}`, signed ? "去看这几段" : "去改写"), "核数据里更正过的数，稿子都跟上了"),
    point(found.missing.length, `${found.missing.length} 个村没交材料：${found.missing.join("、")}。稿子和表里没有它们的内容，稿子开头和表下已写明。`, to("collect", "去收材料"), "应交的村都交了"),
    point(found.unkept.length, `这一稿是用旧版程序定的稿，当时没有存下${found.unkept.map(nameOf).join("、")}，现在下载不了；Word 不受影响。要下载它们，请点右边的“取消定稿”，看过再点“定稿”，表和附件会照现在的数据重新生成。`, null, null),
    signed
      ? point(found.parted.length, `定稿以后批次里又有改动：${found.parted.map(nameOf).join("、")}照现在算和定稿时不一样了。下载的都是定稿时的；要用现在的，请取消定稿，看过再定。`, null, found.unkept.length ? null : "下载的表和附件都是定稿时的，以后数据没有再变")
      : point(found.changed, `出稿以后又改了 ${found.changed} 处标注、选数或材料，正文不一定跟上了（附件和 Excel 会自己跟上）。`, to("draft", "去重新出一稿"), "出稿以后标注和材料没有变"),
  ];
}

const nameOf = (key) => FILES.find(([known]) => known === key)[1];

/** What is still open; the other files can be had all the same. */
function undecided(found) {
  const open = points(found).map((point) => point.open).filter(Boolean), { faults } = unsupported();
  const state = `${found.unkept.length || faults ? "其余文件" : ""}现在也能下载，内容是${draft.signed_by ? "定稿时" : "目前"}的样子。`;
  return open.length
    ? h("div", { class: "warn", id: "undecided" }, h("strong", {}, "还有没定下来的："), h("ul", {}, open), h("p", {}, state))
    : h("p", { class: "good", id: "undecided" }, "没有没定下来的。");
}

function showFiles(found) {
  fill($("#files"), h("h2", {}, draft.title), h("p", { class: "hint" }, draft.signed_by ? `${draft.signed_by}已定稿。` : `第${draft.number}稿，还没有定稿。`), undecided(found),
    annexes(found), h("ul", { class: "downloads" }, FILES.map((file) => showFile(file, found.unkept))));
}

/** Whether the Word files carry their annexes; where the body has no sections, the annexes are the document. */
function annexes(found) {
  if (!found.annexes || !draft.passages.some((passage) => passage.level)) return null;
  const says = draft.passages.find((passage) => passage.text.includes("附件"));
  const warning = says && h("p", { class: "warn", hidden: true }, `正文里写着“附件”：${says.text}不带附件，请先`, h("a", { href: `/batches/${batch}/draft#${draft.id}-${says.id}` }, "改这一句"), "。");
  return h("div", { class: "annexes" }, h("label", { class: "check" },
    h("input", { type: "checkbox", id: "annexes", checked: true, onchange: (event) => { if (warning) warning.hidden = event.target.checked; } }),
    h("span", {}, "Word 里带附件（指标汇总表、问题清单、诉求清单等）。附件常比正文长；不要就去掉这个勾，Excel 和清单里照样有。")), warning);
}

function showFile([key, name, use], unkept) {
  const { faults, link } = unsupported(), unsaid = faults > 0 && HOLD_THE_TEXT.includes(key);
  const missing = unkept.includes(key) || (key === "all" && unkept.length > 0), blocked = unsaid || missing;
  return h("li", { class: blocked ? "blocked" : "" }, h("div", {}, h("strong", {}, name), h("p", {}, use)),
    blocked && h("p", { class: "why", id: `why-${key}` }, missing ? "旧版程序定的稿，当时没有存下；取消定稿，再定一次就有。" : [`稿子里 ${faults} 处没有出处，先改好才能下载。`, link]),
    h("button", { class: key === "word" ? "primary" : "", disabled: blocked, "aria-label": blocked ? `${name}不能下载` : `下载${name}`, "aria-describedby": blocked ? `why-${key}` : null,
      onclick: (event) => download(key, event.target) }, blocked ? "不能下载" : "下载"));
}

/** Fetched first, so that a refusal is said here instead of opening as a page. */
async function download(key, button) {
  button.disabled = true;
  await attempt(async () => {
    const answer = await fetch(`/api${base}/drafts/${draft.id}/files/${key}?annexes=${$("#annexes")?.checked ?? true}`);
    if (!answer.ok) return say((await answer.json()).detail, { bad: true });
    const name = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
    const link = h("a", { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return say(`已下载“${name}”。`);
  });
  button.disabled = false;
}

/** What is in order, and sign-off; what is open stands above the files. */
function showChecks(found) {
  fill($("#checks"), points(found).filter((point) => !point.open && point.good).map((point) => h("li", {}, point.good)));
  const may = rights.includes("sign");
  fill($("#sign"), h("p", {}, h("button", { class: draft.signed_by ? "" : "primary", disabled: !may || (found.faulty.length > 0 && !draft.signed_by), onclick: sign }, draft.signed_by ? "取消定稿" : "定稿")),
    h("p", { class: "hint" }, may ? (draft.signed_by ? "这一稿锁住了，谁也不能改，附件、Excel 和清单也停在定稿时；要改，先取消定稿。" : found.faulty.length ? "稿子里没有出处的内容改好以后，才能定稿。" : "定稿以后这一稿谁也不能改，附件、Excel 和清单都停在定稿时；要改，再取消定稿。") : "定稿要由“审核”或“管理”角色的同事来做。"));
}

async function sign() {
  const signed = !draft.signed_by;
  if (signed && !(await ask(`把第${draft.number}稿定稿？`, "定稿", { details: [h("p", {}, "定稿以后这一稿谁也不能改；附件、Excel 和清单都停在定稿时，以后再核数据也不变。Word 的文件名里会写明“定稿”。")] }))) return;
  $("#sign button").disabled = true;
  const answer = await attempt(() => api("PUT", `${base}/drafts/${draft.id}/signature`, { signed, version: draft.version }));
  if (answer) { await load(answer.id); say(signed ? "已定稿。" : "已取消定稿，可以再改了。"); }
  else $("#sign button").disabled = false;
}

$("#versions").addEventListener("change", (event) => attempt(() => load(Number(event.target.value))));
await attempt(() => load());
