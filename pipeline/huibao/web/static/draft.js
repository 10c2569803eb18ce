// 出初稿: every sentence shows where it comes from; edited in place, checked while typing.
import { $, $$, api, ask, attempt, batch, fill, follow, h, moment, rights, say } from "./common.js";

const base = `/batches/${batch}`;
const PAUSE = 350; // ms after the last key before a text is checked
let versions = [], draft = null, editing = null, chosen = null, pressed = null, again = false, rewritten = [];

async function load(id) {
  versions = await api("GET", `${base}/drafts`);
  fill($("#versions"), versions.map((version) => h("option", { value: version.id }, `第${version.number}稿${version.signed_by ? "（定稿）" : ""} ${moment(version.created_at)}`)));
  $("#compare").disabled = versions.length < 2;
  for (const part of [$("#versions").closest("p"), $("#compare").closest("p"), $("#outline"), $("#outline").previousElementSibling]) part.hidden = !versions.length;
  const wanted = versions.find((version) => version.id === id) ?? versions[0];
  if (!wanted) {
    fill($("#outline"));
    return fill($("#paper"), h("div", { class: "empty" }, h("h2", {}, "还没有稿子"), h("p", {}, "选好文种和篇幅，点左边的“出一稿”。数据和标注可以以后再改，随时可以重新出一稿。")));
  }
  $("#versions").value = wanted.id;
  draft = await api("GET", `${base}/drafts/${wanted.id}`);
  history.replaceState(null, "", `#${wanted.id}`);
  editing = null;
  rewritten = [];
  return show();
}

const signed = () => Boolean(draft.signed_by);

function show() {
  const title = h("h1", {}, draft.title, " ", !signed() && h("button", { class: "small", onclick: retitle }, "改标题"));
  fill($("#paper"), h("div", { class: "paper" }, title,
    signed() && h("p", { class: "warn" }, `${draft.signed_by}已定稿，不能再改。要改请在“交付”里取消定稿，或重新出一稿。`),
    draft.addressee && h("p", {}, draft.addressee), draft.passages.map(showPassage), draft.signature && h("div", { class: "signature" }, h("p", {}, draft.signature), h("p", {}, "年　　月　　日"),
      h("p", { class: "hint" }, "落款：印在文末右下方，单位按各村汇报里写的镇名拟定，日期留空；不对就在 Word 里改。"))));
  fill($("#outline"), draft.passages.filter((passage) => passage.level).map((passage) => h("li", { class: passage.level > 1 ? "sub" : "" }, h("a", { href: `#p${passage.id}`, onclick: (event) => {
    event.preventDefault();
    $(`#p${passage.id}`).scrollIntoView({ block: "start" });
  } }, passage.text))));
  overview();
}

function showInPlace() {
  const top = $("#paper").scrollTop;
  show();
  $("#paper").scrollTop = top;
}

function overview() {
  chosen = null;
  const faulty = draft.passages.filter((passage) => passage.faults.length);
  fill($("#inspect"), h("p", { class: "hint" }, "把鼠标移到一句话上，这里显示它的出处；点一下固定住，再点一下就能改。"),
    faulty.length ? [h("h3", {}, "没有出处的内容"), h("ul", {}, faulty.map((passage) => h("li", {}, h("button", { class: "link", onclick: () => goTo(passage) }, passage.faults.map((fault) => fault.text).join("、")))))]
      : h("p", { class: "good" }, "全稿的数字和名称都有出处。"),
    overtaken().length ? [h("h3", {}, "核数据以后没跟上的"), h("ul", {}, overtaken().map((passage) => h("li", {}, h("button", { class: "link", onclick: () => goTo(passage, (statement) => statement.overtaken) }, passage.statements.find((statement) => statement.overtaken).overtaken)))),
      h("p", {}, h("button", { class: "primary", onclick: () => renew(overtaken()) }, `按更正改这 ${overtaken().length} 段`))] : null,
    rewritten.length ? [h("h3", {}, "刚才整段重写的，请再看一遍"), h("ul", {}, draft.passages.filter((passage) => rewritten.includes(passage.id)).map((passage) => h("li", {}, h("button", { class: "link", onclick: () => goTo(passage) }, `${passage.text.slice(0, 24)}…`))))] : null,
    draft.rejected.length ? h("details", {}, h("summary", {}, `核对未通过、没有写进稿子的 ${draft.rejected.length} 句`), h("ul", {}, draft.rejected.map((entry) => h("li", {}, entry.text, h("br"), h("em", {}, entry.reason))))) : null);
}

/** Paragraphs that say a figure that was corrected since. */
const overtaken = () => (signed() ? [] : draft.passages.filter((passage) => passage.statements.some((statement) => statement.overtaken)));

/** Put paragraphs right as the corrected figures have it; what somebody wrote by hand is given up only where she says so. */
async function renew(stale, own = false) {
  const answer = await attempt(() => api("POST", `${base}/drafts/${draft.id}/renewal`, { passages: stale.map(({ id, version }) => ({ id, version })), own }));
  if (!answer) return;
  draft = answer.draft;
  rewritten = answer.rewritten;
  const only = stale.length === 1 && draft.passages.find((passage) => passage.id === stale[0].id);
  // The sentence whose number changed, not the one she came from.
  if (only) put(only, answer.mended.length ? stale[0].statements.findIndex((statement) => statement.overtaken) : shown);
  else showInPlace();
  const kept = draft.passages.filter((passage) => answer.own.includes(passage.id));
  if (kept.length && await ask(`有 ${kept.length} 段手改过，光换数说不通，整段重写吗？`, "整段重写", { no: "不重写，我自己改", details: [h("p", {}, "重写后手改的内容会被替换，也可能换了例子；原来的在“记录”里找得回。")] })) return renew(kept, true);
  return say(whatBecame(answer));
}

const whatBecame = ({ mended, rewritten: anew, own, gone }) => [
  mended.length && `${mended.length} 段只换了数，别的字没动`,
  anew.length && `${anew.length} 段光换数说不通，整段重写了，可能换了例子，请再看一遍`,
  own.length && `${own.length} 段没有动，请自己把数改对`,
  gone.length && `${gone.length} 段按现在的材料写不出来了，请自己改，或点小标题旁的“重写这一节”`,
].filter(Boolean).join("；") + "。";

function showPassage(passage) {
  if (passage.level) {
    return h(`h${Math.min(3, passage.level + 1)}`, { id: `p${passage.id}` }, passage.text,
      !signed() && h("button", { class: "small", onclick: () => rewrite(passage) }, "重写这一节"));
  }
  const element = h("p", { id: `p${passage.id}`, class: `passage${passage.faults.length ? " faulty" : ""}${passage.edited_by ? " edited" : ""}`, tabindex: 0,
    title: passage.edited_by ? `${passage.edited_by}改过` : null,
    // The first click on a sentence shows its sources, the second edits; focus comes between press and click.
    onmousedown: (event) => { pressed = Number(event.target.closest(".statement")?.dataset.number ?? 0); again = pinned === `${passage.id}-${pressed}`; },
    onclick: () => {
      const number = pressed ?? 0;
      pressed = null;
      if (again && !signed()) return edit(passage);
      pin(passage, number);
    },
    onkeydown: (event) => {
      if (event.target !== element || event.altKey || event.ctrlKey || event.metaKey) return;
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
      if (by && passage.statements[shown + by]) pin(passage, shown + by);
      else if (event.key === "Enter" && !signed()) edit(passage);
      else if (!by) return;
      event.preventDefault();
    },
    onfocus: () => select(passage, pressed ?? 0) });
  let offset = 0;
  passage.statements.forEach((statement, number) => {
    element.append(h("span", { class: `statement${statement.sources.length ? " sourced" : ""}${statement.overtaken && !signed() ? " overtaken" : ""}`, data: { number },
      title: statement.overtaken || null,
      onmouseenter: () => showSources(passage, number) },
    marked(statement.text, offset, passage.faults)));
    offset += statement.text.length;
  });
  if (!passage.text) element.append(h("span", { class: "hint" }, "（这一段已清空，不会印出来）"));
  return element;
}

/** A text with what no source holds marked; offsets of faults count from the passage's start. */
function marked(text, offset, faults) {
  const parts = [];
  let at = 0;
  for (const fault of faults.filter((entry) => entry.start < offset + text.length && entry.end > offset)) {
    const start = Math.max(0, fault.start - offset), end = Math.min(text.length, fault.end - offset);
    parts.push(text.slice(at, start), h("mark", { class: "fault", title: fault.reason }, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Faults of one sentence of a passage; theirs count from the passage's start. */
function faultsOf(passage, number) {
  const start = passage.statements.slice(0, number).reduce((sum, statement) => sum + statement.text.length, 0);
  const end = start + passage.statements[number].text.length;
  return passage.faults.filter((fault) => fault.start >= start && fault.start < end);
}

/** To a passage from a list or another page: to its first sentence that says what no source holds, or is otherwise `wanted`. */
function goTo(passage, wanted = (_, number) => faultsOf(passage, number).length) {
  $(`#p${passage.id}`).scrollIntoView({ block: "center" });
  pin(passage, Math.max(0, passage.statements.findIndex(wanted)));
}

/** A passage and one of its sentences chosen, so that its sources stay while the pointer goes elsewhere. */
function pin(passage, number) {
  select(passage, number);
  showSources(passage, number, true);
}

let pinned = null, shown = 0;
function select(passage, number = 0) {
  if (chosen === passage.id) return;
  chosen = passage.id;
  pinned = null;
  for (const element of $$(".passage")) element.classList.toggle("chosen", element.id === `p${passage.id}`);
  showSources(passage, number);
}

function showSources(passage, number, keep = false) {
  if (editing || (pinned && !keep && pinned !== `${passage.id}-${number}`)) return;
  if (keep) pinned = `${passage.id}-${number}`;
  shown = number;
  const statement = passage.statements[number];
  for (const element of $$(".statement.lit")) element.classList.remove("lit");
  if (!statement) return;
  $(`#p${passage.id} [data-number="${number}"]`)?.classList.add("lit");
  const sources = statement.sources.slice(0, 30), faults = faultsOf(passage, number);
  fill($("#inspect"),
    h("h2", {}, "这句话的出处"), h("blockquote", {}, statement.text),
    statement.computed.length ? h("p", { class: "hint" }, `算出来的数：${statement.computed.join("、")}，依据如下。`) : null,
    statement.overtaken && h("div", { class: "warn" }, statement.overtaken, " ", !signed() && h("button", { class: "small", onclick: () => renew([passage]) }, "按更正改这一段")),
    faults.length ? h("ul", { class: "faults" }, faults.map((fault) => h("li", {}, h("em", {}, fault.reason), " ", h("button", { class: "small", onclick: () => elsewhere(passage, fault) }, "在别的汇报里找")))) : null,
    h("p", { class: "row" }, !signed() && h("button", { class: "primary", onclick: () => edit(passage) }, "改这一段"),
      !signed() && statement.sources.length === 1 && h("button", { onclick: () => examples(passage, number) }, "换个例子")),
    h("div", { id: "found" }),
    sources.length ? h("ul", { class: "sources" }, sources.map(showSource)) : h("p", { class: "hint" }, passage.edited_by ? "这句话没有引用汇报：是手写的，或是模板里的话。" : "这是模板里的话，没有引用汇报。"),
    statement.sources.length > 30 ? h("p", { class: "hint" }, `另有 ${statement.sources.length - 30} 条。`) : null);
}

const showSource = (source) => h("li", {}, h("small", {}, `${source.village} · 第${source.place + 1}句 `,
  source.upload && h("a", { href: `/batches/${batch}/labels#${source.upload}-${source.place}` }, "打开原文")), source.text, source.note && h("em", { class: "hint" }, `（${source.note}）`));

function edit(passage) {
  if (editing) return;
  editing = passage.id;
  const field = h("textarea", { "aria-label": "改这一段", value: passage.text, rows: 1, spellcheck: "false" });
  const backdrop = h("div", { class: "backdrop", "aria-hidden": "true" });
  const list = h("ul", { class: "faults", role: "status" });
  const save = h("button", { class: "primary", onclick: () => store(passage, field.value) }, "保存");
  const editor = h("div", { class: "editor" }, h("div", { class: "field" }, backdrop, field), list,
    h("p", { class: "row" }, save, h("button", { onclick: stop }, "不改了"), h("span", { class: "hint" }, "Ctrl+Enter 保存，Esc 放弃")));
  const grow = () => { field.style.height = "auto"; field.style.height = `${field.scrollHeight + 2}px`; };
  const paint = (faults) => {
    fill(backdrop, marked(field.value, 0, faults), "\u200b");
    fill(list, faults.length ? faults.map((fault) => h("li", {}, h("em", {}, fault.reason))) : h("li", { class: "good" }, "数字和名称都有出处。"));
  };
  let timer = null, asked = 0;
  const check = async () => {
    const mine = ++asked;
    const faults = await attempt(() => api("POST", `${base}/drafts/${draft.id}/passages/${passage.id}/check`, { text: field.value }));
    if (faults && mine === asked) paint(faults);
  };
  field.addEventListener("input", () => { grow(); fill(backdrop, field.value); clearTimeout(timer); timer = setTimeout(check, PAUSE); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) store(passage, field.value);
    else if (event.key === "Enter" && !event.isComposing) event.preventDefault(); // a paragraph stays one
    event.stopPropagation();
  });
  $(`#p${passage.id}`).replaceWith(editor);
  grow();
  paint(passage.faults);
  field.focus();
}

const stop = () => put(draft.passages.find((passage) => passage.id === editing), shown);

/** A passage as it is now, in place of what it was; the panel shows the sentence that was worked on. */
function put(passage, number) {
  draft.passages = draft.passages.map((entry) => (entry.id === passage.id ? passage : entry));
  editing = null;
  showInPlace();
  if (!passage.statements.length) return select(passage);
  const element = $(`#p${passage.id}`);
  pressed = Math.min(number, passage.statements.length - 1);
  element.focus({ preventScroll: true });
  pin(passage, pressed);
  pressed = null;
  return $(`[data-number="${Math.min(number, passage.statements.length - 1)}"]`, element).scrollIntoView({ block: "nearest" });
}

async function store(passage, text, version = passage.version) {
  const answer = await attempt(
    () => api("PUT", `${base}/drafts/${draft.id}/passages/${passage.id}`, { text, version }),
    async (error) => {
      if (error.status !== 409) return false;
      const mine = await ask(error.message, "用我的", { no: "用对方的", details: [h("h3", {}, "对方的"), h("p", {}, error.current.text), h("h3", {}, "您的"), h("p", {}, text)] });
      if (mine) await store(passage, text, error.current.version);
      else await load(draft.id);
      return true;
    });
  if (!answer) return;
  const faulty = answer.statements.findIndex((_, number) => faultsOf(answer, number).length);
  put(answer, faulty >= 0 ? faulty : shown);
  if (answer.faults.length) say("保存了，但有的内容没有出处，交付前要处理。", { bad: true });
}

async function elsewhere(passage, fault) {
  const found = await attempt(() => api("GET", `${base}/drafts/${draft.id}/elsewhere?what=${encodeURIComponent(fault.text)}`));
  if (!found) return;
  const number = passage.statements.findIndex((_, index) => faultsOf(passage, index).includes(fault));
  fill($("#found"), h("h3", {}, `“${fault.text}”在别处`), found.length
    ? h("ul", { class: "sources" }, found.map((source) => { const item = showSource(source); item.append(h("button", { class: "small", onclick: () => addSource(passage, number, source) }, "作为这句的出处")); return item; }))
    : h("p", { class: "hint" }, "各村汇报里都没有。如果确有依据，请把依据作为材料传上来。"));
}

async function addSource(passage, statement, source) {
  const answer = await attempt(() => api("POST", `${base}/drafts/${draft.id}/passages/${passage.id}/sources`, { statement, version: passage.version, sources: [{ upload: source.upload, sentence: source.index }] }));
  if (answer) put(answer, statement);
}

async function examples(passage, statement) {
  const options = await attempt(() => api("GET", `${base}/drafts/${draft.id}/passages/${passage.id}/examples?statement=${statement}`));
  if (!options) return;
  fill($("#found"), h("h3", {}, "换成"), options.length
    ? h("ul", { class: "sources" }, options.map((option) => h("li", {}, option.text, h("br"), h("button", { class: "small", onclick: () => swap(passage, statement, option.sources[0]) }, "用这个"))))
    : h("p", { class: "hint" }, "没有别的合适的例子了。"));
}

async function swap(passage, statement, source) {
  const answer = await attempt(() => api("POST", `${base}/drafts/${draft.id}/passages/${passage.id}/swap`, { statement, version: passage.version, source: { upload: source.upload, sentence: source.index } }));
  if (answer) put(answer, statement);
}

async function rewrite(heading) {
  if (!(await ask(`重写“${heading.text}”？`, "重写", { details: [h("p", {}, "会按现在的标注和数据重写这一节，并尽量换一批例子；您在这一节里手改的内容会被替换，记录里找得回。")] }))) return;
  const answer = await attempt(() => api("POST", `${base}/drafts/${draft.id}/passages/${heading.id}/rewrite`, { version: heading.version }));
  if (!answer) return;
  draft = answer;
  show();
  $(`#p${heading.id}`)?.scrollIntoView({ block: "start" });
  say("这一节重写好了。");
}

async function retitle() {
  const field = h("textarea", { value: draft.title, maxlength: 100, rows: 3, "aria-label": "标题", autofocus: true, onkeydown: (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    field.form.requestSubmit($(".primary", field.form));
  } });
  if (!(await ask("改标题", "保存", { details: [field] }))) return;
  const answer = await attempt(() => api("PUT", `${base}/drafts/${draft.id}/title`, { title: field.value, version: draft.version }));
  if (answer) { draft = answer; show(); }
}

$("#write").addEventListener("submit", async (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(event.target));
  const job = await attempt(() => api("POST", `${base}/drafts`, fields));
  if (job) await finish(job.id);
});

async function finish(job) {
  const button = $("#write button");
  button.disabled = true;
  const state = await follow(job, $("#progress"));
  button.disabled = false;
  if (state.state !== "done") return say(state.message, { bad: true });
  await load(state.result.draft);
  return say("初稿写好了。");
}

$("#versions").addEventListener("change", (event) => attempt(() => load(Number(event.target.value))));
$("#compare").addEventListener("click", () => attempt(async () => {
  const at = versions.findIndex((version) => version.id === draft.id), before = versions[at + 1];
  if (!before) return say("这是第一稿，没有更早的可以比较。");
  const changes = await api("GET", `${base}/drafts/${before.id}/changes?to=${draft.id}`);
  fill($("#changes-body"), h("p", { class: "hint" }, `第${before.number}稿 → 第${draft.number}稿：`, h("del", {}, "删去的"), " ", h("ins", {}, "新加的")),
    changes.length ? changes.map((parts) => h("p", { class: "change" }, parts.map((part) => (part.kind === "same" ? part.text : h(part.kind === "added" ? "ins" : "del", {}, part.text))))) : h("p", {}, "两稿完全一样。"));
  return $("#changes").showModal();
}));

if (!rights.includes("edit")) $("#write").hidden = true;
await attempt(async () => {
  const [wanted, passage] = location.hash.slice(1).split("-").map(Number);
  await load(wanted);
  const place = passage && draft?.passages.find((entry) => entry.id === passage);
  if (place) goTo(place);
  for (const job of (await api("GET", `${base}/jobs`)).filter((entry) => entry.kind === "draft")) await finish(job.id);
});
