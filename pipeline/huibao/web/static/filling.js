// 核数据: what may fill a silent cell, the other rows in which a figure may stand, and cells filled as before.
import { $, $$, api, ask, attempt, batch, fill, h } from "./common.js";

const base = `/batches/${batch}`;
const FIRST = 5;
const KNOWN = { earlier: "以前也这样记", here: "别的村也这样记" };
const READ_AS = { part: "机器当作其中数", past: "机器当作上期数", plan: "机器当作计划", gap: "机器当作缺口" };
export const rowLabel = (row) => (row.period_name ? `${row.name}（${row.period_name}）` : row.name);

/** The words around a figure. */
export function snippet(figure, around = 12) {
  const end = figure.at + figure.written.length, from = Math.max(0, figure.at - around), to = end + around;
  return h("span", { class: "hint", title: figure.text }, ` ${from ? "…" : ""}${figure.text.slice(from, figure.at)}`, h("mark", {}, figure.written), figure.text.slice(end, to), to < figure.text.length ? "…" : null);
}

/** The panel of a silent cell: its village's figures, the likeliest first; `place` records one there, `choose` opens it. */
export async function showSilent(panel, row, village, { place, choose, current }) {
  const title = h("h2", { tabindex: -1 }, `${village} · ${rowLabel(row)}`);
  fill(panel, title, h("p", { class: "loading" }, "正在它的汇报里找…"));
  title.focus({ preventScroll: true });
  const params = new URLSearchParams({ name: row.name, unit: row.unit, period: row.period, village });
  const choices = await attempt(() => api("GET", `${base}/figures/choices?${params}`));
  if (!choices || !current()) return;
  const list = h("ol", { class: "choices-of-cell" }, choices.slice(0, FIRST).map(item));
  const more = choices.length > FIRST && h("button", { class: "small", onclick: () => {
    list.append(...choices.slice(FIRST).map(item));
    more.remove();
    $("button", list.children[FIRST]).focus();
  } }, `再看其余 ${choices.length - FIRST} 个`);
  function item(choice) {
    const { figure } = choice;
    const facts = [READ_AS[figure.status], figure.verdict === "excluded" && "不计入", choice.contradicts && "那里前后不一"].filter(Boolean);
    return h("li", {},
      h("p", {}, h("strong", {}, figure.printed), " ", choice.known && h("span", { class: "mark known" }, KNOWN[choice.known]),
        h("span", { class: "hint" }, ` 现在记作：${rowLabel(choice)}${facts.map((fact) => `，${fact}`).join("")}`)),
      h("p", {}, snippet(figure, 26)),
      h("p", { class: "row" },
        figure.both ? h("span", { class: "hint" }, "已和同名的数一起选定") : h("button", { class: "small", "aria-label": `${figure.printed}记到这一格`, onclick: () => place(figure) }, "记到这一格"),
        h("button", { class: "link", "aria-label": `看${figure.name} ${figure.printed}`, onclick: () => choose(figure) }, "看原话")));
  }
  const found = h("div", {}, h("p", {}, "没有读到。", choices.length ? "它汇报里单位相同的数，最像的在前：" : "它的汇报里没有读到单位相同的数。"),
    choices.length > 0 && list, more && h("p", {}, more),
    h("p", { class: "hint" }, "机器没有当作数据读出来的数，这里选不了。"));
  // The title keeps the focus; asked for twice, it is shown once.
  $(".loading", panel)?.replaceWith(found);
}

/** 改到别的一行: the table's rows of the same kind of unit, asked for when it is opened. */
export function otherRows(figure, place) {
  const box = h("div", {});
  const option = (row, at) => h("option", { value: at }, `${rowLabel(row)}${row.known ? `　${KNOWN[row.known]}` : ""}`);
  const load = async () => {
    if (box.hasChildNodes()) return;
    box.append(h("p", { class: "loading" }, "正在找…"));
    const rows = await attempt(() => api("GET", `${base}/uploads/${figure.upload}/figures/${figure.start}/rows`));
    if (!rows) return;
    if (!rows.length) return fill(box, h("p", { class: "hint" }, "表里没有单位相同的别的行。"));
    const group = (label, silent) => {
      const options = rows.map((row, at) => row.silent === silent && option(row, at)).filter(Boolean);
      return options.length > 0 && h("optgroup", { label }, options);
    };
    fill(box, h("form", { class: "row", onsubmit: (event) => { event.preventDefault(); place(rows[new FormData(event.target).get("row")]); } },
      h("select", { name: "row", "aria-label": "改到哪一行", data: { keep: "move" } }, group(`${figure.village}还没有数的行`, true), group("已经有数的行", false)),
      h("button", { class: "small", data: { keep: "move" } }, "记到这一行")));
  };
  return h("details", { ontoggle: (event) => { if (event.target.open) load(); } }, h("summary", { data: { keep: "move" } }, "改到别的一行"), box);
}

/** Ask which of the offered cells to fill, and say that `left` more are not offered; answers the offers that stay ticked, none where she would rather not. */
export async function askWhich(offers, left) {
  const list = h("ul", { class: "offers" }, offers.map((offer, at) => h("li", {}, h("label", {}, h("input", { type: "checkbox", checked: true, value: at }),
    h("span", {}, h("strong", {}, `${offer.figure.village} · ${rowLabel(offer)}`), ` 记 ${offer.figure.name} ${offer.figure.printed}`, snippet(offer.figure))))));
  const others = left > 0 && h("p", { class: "hint" }, `还有 ${left} 格要您自己看：也有这样叫的数，但不止一个，或者机器当作计划、上期数，不替您补。`);
  const yes = await ask("这些格里没有读到，照以前的记法补上吗？", "补上勾着的", { details: others ? [list, others] : [list] });
  return yes ? $$("input:checked", list).map((box) => offers[box.value]) : [];
}
