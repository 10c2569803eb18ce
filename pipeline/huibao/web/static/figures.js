// 核数据: contradictions and outliers first, then villages by indicators; a click on a figure shows its sentence.
import { $, $$, api, ask, attempt, batch, fill, h, latest, refill, saving, say, tabs } from "./common.js";
import { askWhich, otherRows, rowLabel, showSilent, snippet } from "./filling.js";

const base = `/batches/${batch}`;
const STATUS = { actual: "本期实际（计入合计）", part: "其中数（总数的一部分）", past: "上期或基数", plan: "计划、目标", gap: "缺口" };
const BOUNDS = { "": "正好", "≥": "超过、以上", "≤": "不到、以内", "≈": "大约" };
const VERDICTS = { confirmed: "已确认", corrected: "已更正", excluded: "不计入" };
/** What has been settled about a figure: one that was chosen among several is called so. */
function verdict(figure) {
  if (figure.both === "beside") return "不另计";
  const others = cellOf(figure)?.figures.filter((other) => key(other) !== key(figure)) ?? [];
  if (figure.both === "counted") return others.some((other) => other.both === "counted") ? "相加" : "已选定";
  return figure.verdict === "confirmed" && others.some((other) => other.verdict === "excluded") ? "已选定" : VERDICTS[figure.verdict] ?? "";
}
const KINDS = { contradiction: "前后不一", several: "有几个数，先只计一个" };
let grid = null, rows = "canonical", chosen = null, silent = "";
const key = (figure) => `${figure.upload}-${figure.start}`;
const all = () => [...grid.rows.flatMap((row) => row.cells.flatMap((cell) => cell.figures)), ...others];
let others = [];

const rowName = (row) => [row.name, row.unit, row.period].join(" ");
const order = new Map(); // of the rows as first seen: a decision does not send a row elsewhere under the clerk's eyes

const refresh = latest(() => api("GET", `${base}/figures`), (answer) => {
  // Who works in the list of doubts looks there, and would only see an empty box under the last.
  const inDoubts = $("#doubts").contains(document.activeElement), place = inDoubts ? null : whereSheWorks();
  if (inDoubts) $("#doubts").style.minHeight = "";
  grid = answer;
  for (const row of grid.rows) if (!order.has(rowName(row))) order.set(rowName(row), order.size);
  grid.rows.sort((one, other) => order.get(rowName(one)) - order.get(rowName(other)));
  showDoubts();
  showGrid();
  showOffers();
  if (place) putBack(place);
});

/** The panel too: what is shown there may have been decided about elsewhere on the page. */
async function refreshAll() {
  await refresh();
  if (chosen) choose(all().find((figure) => key(figure) === key(chosen)) ?? chosen);
  // The cell has been filled from elsewhere on the page.
  const filled = silent && !kept(silent) && cellNamed(silent);
  if (filled) choose(filled.figures[0]);
}

const topOf = (element) => element.getBoundingClientRect().top;

/** The row of the open figure or cell and, as that may go, those below it and then above; null where none is open. */
function whereSheWorks() {
  const row = (chosen ? buttonOf(chosen) : kept(silent))?.closest("tr");
  if (!row) return null;
  const all = $$("#grid tbody tr"), at = all.indexOf(row);
  return { rows: [...all.slice(at), ...all.slice(0, at).reverse()].map((one) => one.dataset.row), grid: topOf($("#grid")), row: topOf(row) };
}

/** What stands above has grown or shrunk, or the figure has gone to another row; she goes on seeing what she saw. */
function putBack({ rows: before, grid: gridAt, row: rowAt }) {
  $(".work").scrollTop += topOf($("#grid")) - gridAt;
  // At the top there is nothing to scroll back to: the box of the doubts keeps its height.
  const above = gridAt - topOf($("#grid"));
  if (above > 0) $("#doubts").style.minHeight = `${$("#doubts").offsetHeight + above}px`;
  const now = new Map($$("#grid tbody tr").map((row) => [row.dataset.row, row])), left = before.find((name) => now.has(name));
  if (left) $("#grid").scrollTop += topOf(now.get(left)) - rowAt;
}

const kept = (name) => $$("#grid [data-keep]").find((button) => button.dataset.keep === name);
const buttonOf = (figure) => kept(key(figure));

/** The doubts; where one was settled by keyboard, the focus goes to the next. */
function showDoubts() {
  const at = $$(".doubts > li").findIndex((item) => item.contains(document.activeElement));
  listDoubts();
  if (at < 0) return;
  const items = $$(".doubts > li");
  ($("button.small", items[Math.min(at, items.length - 1)] ?? $("#doubts")) ?? $("#doubts")).focus();
}

function listDoubts() {
  $("#grid").closest("section").hidden = !grid.rows.length;
  if (!grid.rows.length) return fill($("#doubts"), h("div", { class: "empty" }, h("h2", {}, "还没有数据"), h("p", {}, h("a", { href: `/batches/${batch}/collect` }, "先去收材料"))));
  if (!grid.doubts.length) return fill($("#doubts"), h("p", { class: "good" }, "没有前后不一或明显偏大偏小的数据。"));
  return fill($("#doubts"), h("p", { class: "hint" }, `${grid.doubts.length} 处要您定夺。“前后不一”的没有定夺就不计入合计：哪个对，点哪个的“以此为准”；说的其实是几件事，点“都对，相加”。“有几个数”的，看一眼该计哪个。`), h("ul", { class: "doubts" }, grid.doubts.map((doubt) => h("li", {},
    h("strong", {}, `${doubt.village} · ${doubt.name}`), h("span", { class: "hint" }, ` ${KINDS[doubt.kind] ?? `明显偏离各村（一般${doubt.typical}）`}${doubt.period_name ? `，${doubt.period_name}` : ""}`),
    h("ul", {}, doubt.figures.map((figure) => h("li", {}, h("span", {}, h("button", { class: "link", onclick: () => choose(figure) }, figure.printed), verdict(figure) && ` ${verdict(figure)}`, snippet(figure)),
      doubt.kind === "contradiction"
        ? h("button", { class: "small", "aria-label": `${doubt.village}${doubt.name}，${figure.printed}：以此为准`, onclick: () => settle(doubt, figure) }, "以此为准")
        : doubt.kind === "several"
          ? figure.verdict !== "excluded" && h("button", { class: "small", "aria-label": `${doubt.village}${doubt.name}，${figure.printed}：只计这个`, onclick: () => acceptAll(standing(doubt), doubt, { counted: [figure] }) }, "只计这个")
          : h("button", { class: "small", onclick: () => confirm(figure) }, "没错")))),
    doubt.kind !== "outlier" && h("p", { class: "row" },
      h("button", { class: "small", "aria-label": `${doubt.village}${doubt.name}都对，只计一个`, title: "几个数都没有错，小的是大的一部分，或者说的是别的事", onclick: () => acceptAll(standing(doubt), doubt) }, "都对，只计一个"),
      h("button", { class: "small", "aria-label": `${doubt.village}${doubt.name}都对，相加`, title: "几个数都没有错，说的是几件事，合计里加在一起", onclick: () => acceptAll(standing(doubt), doubt, { counted: standing(doubt) }) }, "都对，相加"))))));
}

/** Of figures that contradict each other one counts and the others do not. */
async function settle(doubt, right) {
  const before = doubt.figures.map(asBefore);
  for (const figure of doubt.figures) {
    // What tells the right number a second time is right, too.
    const mine = figure.value === right.value && figure.unit === right.unit;
    // A corrected figure is right as it was corrected; to confirm it would bring the old value back.
    const settled = mine && figure.verdict === "corrected" ? "corrected" : mine ? "confirmed" : "excluded";
    if (figure.verdict !== settled && !(await decide(figure, { verdict: settled }, { quiet: true }))) break;
  }
  await saving(refreshAll);
  const back = async () => {
    for (const [place, figure] of doubt.figures.entries()) if (figure.verdict !== before[place].verdict) await decide(figure, before[place], { quiet: true });
    await saving(refreshAll);
    say(`撤回了上一步：${doubt.village}的${doubt.name}。`);
  };
  say(`${doubt.village}的${doubt.name}以 ${right.printed} 为准。`, { action: { name: "撤回", run: back } });
}

/** Figures of one name that are several things: all right; those counted are added, else the largest counts. Taken back, they are as before. */
async function acceptAll(together, { village, name }, { counted = [], accepted = true } = {}) {
  const answer = await attempt(
    () => saving(() => api("PUT", `${base}/figures/both`, { accepted, figures: together.map((figure) => ({ upload: figure.upload, start: figure.start, version: figure.version, counted: counted.includes(figure) })) })),
    async (error) => { await refresh(); say(error.message, { bad: true }); return true; });
  if (!answer) return;
  await saving(refreshAll);
  if (accepted) say(`${village}的${name}选定了：合计里计 ${sum(answer.filter((figure) => figure.both === "counted"))}。`, { action: { name: "撤回", run: () => acceptAll(answer, { village, name }, { accepted: false }) } });
  else say("撤回了选定。");
}

const sum = (figures) => figures.map((figure) => figure.printed).join("＋");
const cellOf = (figure) => grid.rows.flatMap((row) => row.cells).find((cell) => cell.figures.some((other) => key(other) === key(figure)));
const standing = (cell) => cell.figures.filter((figure) => figure.verdict !== "excluded");
const counts = (figure, cell) => cell.counting.includes(cell.figures.indexOf(figure));
const beside = (figure, cell) => cell.doubt !== "contradiction" && figure.verdict !== "excluded" && !counts(figure, cell);

function showGrid() {
  const shown = grid.rows.filter((row) => rows === "all" || row.canonical);
  if (!shown.length) return fill($("#grid"), h("p", { class: "hint" }, "没有这类数据。"));
  $("#grid").style.setProperty("--villages", grid.villages.length);
  return refill($("#grid"), h("table", { class: "grid" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "指标"), h("th", { scope: "col" }, "合计"), grid.villages.map((village) => h("th", { scope: "col" }, village)))),
    h("tbody", {}, shown.map((row) => h("tr", { data: { row: rowName(row) } },
      h("th", { scope: "row" }, row.name, h("small", {}, row.period_name)),
      h("td", { class: "total" }, row.total || "不宜相加"),
      grid.villages.map((village) => showCell(row.cells.find((cell) => cell.village === village), row, village)))))));
}

const silentKey = (row, village) => `silent ${rowName(row)} ${village}`;
const cellNamed = (name) => grid.rows.flatMap((row) => row.cells.filter((cell) => silentKey(row, cell.village) === name))[0];

function showCell(cell, row, village) {
  if (!cell && grid.missing.includes(village)) return h("td", { class: "none", "aria-label": "没有交材料" }, "·");
  if (!cell) return h("td", { class: "none" }, h("button", { data: { keep: silentKey(row, village) }, "aria-current": silent === silentKey(row, village) ? "true" : null,
    "aria-label": `${village}的${rowLabel(row)}没有读到，找一找`, title: "没有读到；点开，在它的汇报里找", onclick: () => openSilent(row, village) }, "·"));
  // What is told twice with one value stands once, as long as nobody has said anything about either.
  const told = cell.figures.filter((figure, place) => figure.verdict || !cell.figures.slice(0, place).some((other) => other.printed === figure.printed && !other.verdict));
  return h("td", { class: cell.doubt ? "doubt" : "" }, told.map((figure, place) => [place ? (figure.both === "counted" && told.slice(0, place).some((other) => other.both === "counted") ? "＋" : " ") : null,
    h("button", { class: beside(figure, cell) ? "beside" : figure.verdict, "aria-current": chosen && key(chosen) === key(figure) ? "true" : null, data: { keep: key(figure) },
      title: `${figure.text}${verdict(figure) && `（${verdict(figure)}）`}${beside(figure, cell) ? "（同名的另一个数，没有计入合计）" : ""}`, onclick: () => choose(figure) }, figure.printed)]));
}

/** A cell in which nothing was read: the panel shows what of the village's figures may be it, and takes the focus. */
function openSilent(row, village) {
  chosen = null;
  const mine = silent = silentKey(row, village);
  history.replaceState(null, "", location.pathname);
  $("#grid [aria-current]")?.removeAttribute("aria-current");
  kept(mine)?.setAttribute("aria-current", "true");
  return showSilent($("#inspect"), row, village, { choose, current: () => silent === mine, place: (figure) => place(figure, row, { from: village }) });
}

// Escape goes back from the panel to the cell that it is about.
$("#inspect").addEventListener("keydown", (event) => { if (event.key === "Escape") (chosen ? buttonOf(chosen) : kept(silent))?.focus(); });

/** Record a figure in a row; taken back from a silent cell, that cell is open again. From its own panel, the focus stays there. */
async function place(figure, row, { from = "" } = {}) {
  const body = { ...(figure.verdict === "corrected" ? asBefore(figure) : {}), name: row.name, period: row.period, status: "actual", settled: true, verdict: "corrected" };
  const said = `记到${figure.village}的${rowLabel(row)}了：${figure.printed}。`;
  const done = await decide(figure, body, { said, undo: from ? () => openSilent(row, from) : null });
  if (done && from) buttonOf(figure)?.focus({ preventScroll: true });
}

/** What goes by a name that was put into a row before, offered at once; nothing happens without a click. */
function showOffers() {
  const { offers, left } = grid;
  $("#offers").hidden = !offers.length;
  $("#offers").textContent = `按以前的叫法补 ${offers.length} 格`;
  $("#left").hidden = !left.length;
  $("#left").textContent = `${offers.length ? "还" : ""}有 ${left.length} 格要您自己看`;
}

// One after the other; what has been filled is no longer among them.
$("#left").addEventListener("click", () => {
  const { left } = grid, at = left.findIndex((cell) => silentKey(cell, cell.village) === silent), cell = left[(at + 1) % left.length];
  if (!kept(silentKey(cell, cell.village))) $("button[data-rows=all]").click();
  kept(silentKey(cell, cell.village))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return openSilent(cell, cell.village);
});

$("#offers").addEventListener("click", async () => {
  const wanted = await askWhich(grid.offers, grid.left.length);
  if (!wanted.length) return;
  const all = (figures, body) => attempt(() => saving(() => api("PUT", `${base}/figures`, { figures: figures.map((figure, at) => ({ upload: figure.upload, start: figure.start, version: figure.version, ...body(at) })) })),
    async (error) => { await refreshAll(); say(error.message, { bad: true }); return true; });
  const into = ({ name, period }) => ({ verdict: "corrected", name, period, status: "actual", settled: true });
  const filled = await all(wanted.map((offer) => offer.figure), (at) => into(wanted[at]));
  if (!filled) return;
  await saving(refreshAll);
  say(`补了 ${filled.length} 格。`, { action: { name: "撤回", run: async () => {
    if (!(await all(filled, () => ({ verdict: "" })))) return;
    await saving(refreshAll);
    say(`撤回了补的 ${filled.length} 格。`);
  } } });
});

function choose(figure) {
  chosen = figure;
  silent = "";
  $("#grid [aria-current]")?.removeAttribute("aria-current");
  buttonOf(figure)?.setAttribute("aria-current", "true");
  history.replaceState(null, "", `#${key(figure)}`);
  showInspect();
}

function showInspect() {
  const figure = chosen, end = figure.at + figure.written.length;
  const excluded = figure.verdict === "excluded";
  const form = h("form", { class: "correction", onsubmit: (event) => { event.preventDefault(); correct(event.target, figure); } },
    h("label", {}, "指标名", h("input", { name: "name", value: figure.name, required: true, maxlength: 30 })),
    h("label", {}, "数值", h("input", { name: "value", value: figure.printed_value, required: true, inputmode: "decimal" })),
    h("label", {}, "单位", h("input", { name: "unit", value: figure.printed_unit, required: true, maxlength: 10 })),
    h("label", {}, "界限", select("bound", BOUNDS, figure.bound)),
    h("label", {}, "时期", periods(figure)),
    h("label", {}, "性质", select("status", STATUS, figure.status)),
    h("p", { class: "row" }, h("button", { data: { keep: "save" } }, "保存更正"), h("output", { class: "hint", data: { preview: "" } })));
  const foretell = previewer(form, figure);
  refill($("#inspect"),
    h("h2", {}, `${figure.village} · ${figure.name}`),
    h("p", {}, h("strong", {}, figure.printed), verdict(figure) && h("span", { class: `mark ${figure.verdict}` }, verdict(figure)), figure.by ? h("span", { class: "hint" }, figure.by) : null),
    h("p", { class: "sentence-context" }, figure.text.slice(0, figure.at), h("mark", {}, figure.written), figure.text.slice(end)),
    h("p", { class: "hint" }, `${figure.report} 第${figure.sentence + 1}句 `, h("a", { href: `/batches/${batch}/labels#${figure.upload}-${figure.sentence}` }, "在原文里看")),
    several(figure),
    !figure.both && h("p", { class: "row" },
      !figure.verdict && h("button", { class: "primary", data: { keep: severalLeft(figure) ? "count" : "verdict" }, onclick: () => confirm(figure) }, severalLeft(figure) ? "没错，只计这个" : "没错，确认"),
      !excluded && leaveOut(figure, "excluded", ["不计入合计", "两处都不计入", "只这一处不计入"]),
      excluded && leaveOut(figure, "", ["重新计入", "两处都重新计入", "只这一处重新计入"]),
      figure.verdict && !excluded && h("button", { data: { keep: "verdict" }, onclick: () => decide(figure, { verdict: "" }) }, "撤回")),
    !figure.both && otherRows(figure, (row) => place(figure, row)),
    !figure.both && h("details", { open: figure.verdict === "corrected", ontoggle: (event) => { if (event.target.open) foretell(); } }, h("summary", {}, "更正这个数"), form));
}

/** Buttons that leave a figure out of the sum, or take that back: where its report tells it again, of all mentions or of this one. */
function leaveOut(figure, verdict, [single, both, here]) {
  const all = () => decide(figure, { verdict, everywhere: true }), one = () => decide(figure, { verdict });
  if (!figure.again) return h("button", { data: { keep: "exclude" }, onclick: one }, single);
  return [h("button", { data: { keep: "exclude" }, onclick: all }, both.replace("两处", places(figure.again + 1))), h("button", { data: { keep: "exclude-one" }, onclick: one }, here)];
}

const places = (count) => (count === 2 ? "两处" : ` ${count} 处`);

/** Which of a village's figures of one name count: one, or several together. */
function several(figure) {
  const cell = cellOf(figure), here = cell ? standing(cell) : [];
  if (here.length < 2 || !here.some((other) => key(other) === key(figure))) return null;
  const clash = cell.doubt === "contradiction", same = new Set(here.map((other) => other.value)).size === 1, chosenTogether = here.some((other) => other.both);
  // What is told twice with one value counts once.
  const ticked = here.filter((other, place) => counts(other, cell) && (other.both || !here.slice(0, place).some((earlier) => counts(earlier, cell))));
  const boxes = new Map(here.map((other) => [other, h("input", { type: "checkbox", checked: ticked.includes(other), data: { keep: `tick ${key(other)}` }, onchange: () => show() })]));
  const words = h("output", {}), save = h("button", { class: "small", data: chosenTogether ? {} : { keep: "count" } }, "就这样计");
  const now = () => here.filter((other) => boxes.get(other).checked);
  const show = () => {
    words.textContent = now().length ? `合计里计 ${sum(now())}` : "至少勾一个；一个都不计，请点“不计入合计”";
    save.disabled = !now().length || (chosenTogether && here.every((other) => boxes.get(other).checked === ticked.includes(other)));
  };
  show();
  return h("form", { class: "several", onsubmit: (event) => { event.preventDefault(); acceptAll(here, figure, { counted: now() }); } },
    h("fieldset", {}, h("legend", {}, clash ? "这几个数前后不一，计哪个？" : same ? `同一个数说了 ${here.length} 遍，计一次` : `这一项有 ${here.length} 个数，计哪个？`),
      here.map((other) => h("label", {}, !same && boxes.get(other), h("span", {}, h("strong", {}, other.printed), snippet(other))))),
    !same && h("p", { class: "hint" }, "总数和其中的一部分，只勾总数；几件不同的事，可以都勾，加在一起。"),
    !same && h("p", {}, words), h("p", { class: "row" }, !same && save, chosenTogether && h("button", { type: "button", class: "small", data: { keep: "count" }, onclick: () => acceptAll(cell.figures.filter((other) => other.both), figure, { accepted: false }) }, "撤回选定")));
}

/** Whether a figure stands among several of different values of which nobody has said which count. */
const severalLeft = (figure) => cellOf(figure)?.doubt === "several" && standing(cellOf(figure)).some((other) => key(other) === key(figure));

/** A figure is right; among several it is the one that counts. */
function confirm(figure) {
  return severalLeft(figure) ? acceptAll(standing(cellOf(figure)), figure, { counted: standing(cellOf(figure)).filter((other) => key(other) === key(figure)) }) : decide(figure, { verdict: "confirmed" });
}

function select(name, choices, value) {
  return h("select", { name, value }, Object.entries(choices).map(([code, words]) => h("option", { value: code, selected: code === value }, words)));
}

function periods(figure) {
  const list = h("select", { name: "period" }, h("option", { value: "" }, "未说明"), $("#period-options").content.cloneNode(true));
  if (![...list.options].some((option) => option.value === figure.period)) list.append(h("option", { value: figure.period }, figure.period_name));
  list.value = figure.period;
  return list;
}

/** What the form says; null where its value is no number. */
function correction(form) {
  const fields = Object.fromEntries(new FormData(form));
  const value = Number(fields.value.replaceAll(",", "").replaceAll("，", ""));
  return fields.value.trim() && Number.isFinite(value) && value >= 0 ? { ...fields, value } : null;
}

const preview = (figure, fields) => api("POST", `${base}/uploads/${figure.upload}/figures/${figure.start}/preview`, fields);
const together = (count) => (count ? `；另${count === 1 ? "一" : ` ${count} `}处说的同一个数一起更正` : "");

/** Tells beside the button what will stand in the table, while she types: 36.2元 is not 36.2万元. */
function previewer(form, figure) {
  const words = $("[data-preview]", form);
  const foretell = latest(async () => {
    const fields = correction(form);
    if (!fields) return "数值要是普通数字，例如 32.6";
    try {
      const { printed, together: more } = await preview(figure, fields);
      return `${printed === figure.printed ? "现在是" : `${figure.printed} 改成`} ${printed}${together(more)}`;
    } catch (error) {
      return error.message;
    }
  }, (text) => { words.textContent = text; });
  let timer = null;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(foretell, 150); });
  return foretell;
}

// A correction that makes a number so many times larger or smaller is most often one of the unit, and unmeant.
const STRANGE = 20;

async function correct(form, figure) {
  const fields = correction(form);
  if (!fields) return say("数值要是普通数字，例如 32.6。", { bad: true });
  const after = await attempt(() => preview(figure, fields));
  if (!after) return;
  const { printed, times } = after;
  if (times !== null && (times > STRANGE || times < 1 / STRANGE) && !(await ask(`${figure.printed} 要改成 ${printed}，相差二十倍以上，是这样吗？`, `改成 ${printed}`, { no: "回去改", details: [h("p", {}, "请看一眼单位：元还是万元，斤还是万斤。")] }))) return;
  await decide(figure, { ...fields, settled: figure.settled, verdict: "corrected" }, { more: after.together });
}

const DONE = { confirmed: "确认了", corrected: "更正了", excluded: "不计入合计了：", "": "撤回了，回到机器读的：" };

async function decide(figure, body, { quiet = false, undone = false, more = 0, said = "", undo = null } = {}) {
  const answer = await attempt(
    () => saving(() => api("PUT", `${base}/uploads/${figure.upload}/figures/${figure.start}`, { ...body, version: figure.version })),
    async (error) => {
      if (error.status !== 409) return false;
      await refresh();
      const mine = await ask(error.message, "用我的", { no: "用对方的", details: [h("p", {}, `对方：${VERDICTS[error.current.verdict] ?? "没有定夺"}`)] });
      if (mine) await decide({ ...figure, version: error.current.version }, body);
      return true;
    });
  if (!answer) return false;
  const before = { ...figure };
  Object.assign(figure, answer);
  if (quiet) return true;
  await saving(refresh);
  const back = async () => {
    // The other mentions are as they were, too, before this one gets its own decision again.
    if (body.everywhere && before.verdict && !(await decide(answer, { verdict: "", everywhere: true }, { quiet: true }))) return;
    await decide(answer, { ...asBefore(before), everywhere: Boolean(body.everywhere) }, { undone: true });
    await undo?.();
  };
  const out = answer.status !== "actual", what = `${answer.village}的${answer.name} ${answer.printed}`;
  if (out) others.push(answer);
  choose(all().find((other) => key(other) === key(answer)) ?? answer);
  if (undone) say(`撤回了上一步：${what}。`);
  else say(said || (out ? `${what}改成了“${STATUS[answer.status]}”，不再计入合计。` : `${body.everywhere ? `${places(answer.again + 1)}都` : ""}${before.verdict === "excluded" && !answer.verdict ? "重新计入了：" : DONE[answer.verdict]}${what}${together(more)}。`.trim()), { action: { name: "撤回", run: back } });
  return true;
}

/** The decision that was: a corrected figure is corrected to the same again. */
const asBefore = ({ verdict, name, value, unit, bound, status, period, settled }) => (verdict === "corrected" ? { verdict, name, value, unit, bound, status, period, settled } : { verdict });

tabs("rows", (value) => { rows = value; if (grid) showGrid(); });
await attempt(async () => {
  await refresh();
  const wanted = location.hash.slice(1);
  if (!wanted) return;
  const [upload] = wanted.split("-");
  // A figure that is no actual value stands in no cell, but can be reached from its sentence.
  const found = all().find((figure) => key(figure) === wanted) ?? (await api("GET", `${base}/uploads/${upload}/reading`)).figures.find((figure) => key(figure) === wanted);
  if (found) choose(found);
});
