// 记录: who changed what, from what to what.
import { $, api, attempt, batch, fill, h, taxonomy, time } from "./common.js";

const { byKey, kinds, name } = taxonomy();
const WORDS = { village: "村", author: "作者", period: "时期", kind: "种类", name: "名称", roster: "名册", labels: "标签", verdict: "决定", counted: "计入", text: "内容", title: "标题", value: "数值", unit: "单位", bound: "界限", status: "性质",
  confirmed: "确认", corrected: "更正", excluded: "不计入", both: "选定", report: "村汇报", speech: "讲话", actual: "本期", part: "其中", past: "上期", plan: "计划", gap: "缺口" };
const words = (value) => (Array.isArray(value) ? value.map(words).join("、") : value === null || value === "" ? "（空）" : byKey[value] ? name(value) : kinds.find((kind) => kind.key === value)?.name ?? WORDS[value] ?? String(value));

const AROUND = 12;
/** Of two long texts only where they part, with a few characters around: a paragraph is not read to find a word. */
function parting(before, after) {
  const shorter = Math.min(before.length, after.length);
  let head = 0, tail = 0;
  while (head < shorter && before[head] === after[head]) head++;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const from = Math.max(0, head - AROUND), end = after.length - tail, to = Math.min(after.length, end + AROUND);
  return { lead: `${from ? "…" : ""}${after.slice(from, head)}`, before: before.slice(head, before.length - tail), after: after.slice(head, end), trail: `${after.slice(end, to)}${to < after.length ? "…" : ""}` };
}

function change(entry) {
  const keys = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])].filter((key) => words(entry.before[key] ?? "") !== words(entry.after[key] ?? ""));
  return keys.map((key) => {
    const [before, after] = [entry.before, entry.after].map((side) => (key in side ? words(side[key]) : ""));
    // A value is told whole; of a text only where it changed.
    const told = Math.min(before.length, after.length) > 3 * AROUND ? parting(before, after) : { lead: "", before, after, trail: "" };
    return h("div", {}, `${WORDS[key] ?? key}：`, told.lead, told.before && h("del", {}, told.before), told.before && told.after && " ", told.after && h("ins", {}, told.after), told.trail);
  });
}

await attempt(async () => {
  const entries = await api("GET", `/batches/${batch}/log`);
  fill($("#log"), entries.length
    ? h("table", {}, h("thead", {}, h("tr", {}, ["时间", "谁", "做了什么", "对象", "从什么改成什么"].map((title) => h("th", { scope: "col" }, title)))),
      h("tbody", {}, entries.map((entry) => h("tr", {}, h("td", { class: "short" }, time(entry.at)), h("td", { class: "short" }, entry.who), h("td", {}, entry.action), h("td", {}, entry.subject), h("td", {}, change(entry))))))
    : h("p", { class: "hint" }, "还没有记录。"));
});
