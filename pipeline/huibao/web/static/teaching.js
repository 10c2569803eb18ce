// 改进标注: what people's corrections amount to, training with them, before and after, switching by hand.
import { $, api, ask, attempt, fill, follow, h, per, say, time } from "./common.js";

const STATES = { offered: "可以启用", active: "正在使用", retired: "已停用" };
const SCORES = [["coarse_f1", "七类成绩（F1）"], ["fine_f1", "十三类成绩（F1）"], ["kept_accuracy", "不用人看的句子标对的"], ["kept_coverage", "不用人看的句子占"]];

async function load() {
  const [lessons, models] = await Promise.all([api("GET", "/teaching"), api("GET", "/teaching/models")]);
  fill($("#lessons"), lessons.looked_at
    ? h("p", {}, `大家在 ${lessons.reports} 份汇报里看过 ${lessons.looked_at} 句，其中机器原来标对的 ${lessons.agreed} 句（${per(lessons.agreed / lessons.looked_at)}）。`)
    : h("p", { class: "hint" }, "还没有人看过句子。在“看标注”里先看“待看句子”，排在前面的最有用。"),
  !lessons.trainable && h("p", { class: "warn" }, "这台电脑没有训练语料，不能重新训练；可以把更正导出，交给有语料的管理员。"));
  $("#train").disabled = !lessons.trainable || !lessons.looked_at;
  $("#export").disabled = !lessons.looked_at;
  const active = models.some((model) => model.state === "active");
  fill($("#models"), models.length
    ? h("table", { class: "scores" }, h("thead", {}, h("tr", {}, h("th", {}, "标注器"), SCORES.map(([, words]) => h("th", {}, words)), h("th", {}, ""))),
      h("tbody", {}, models.map(row)))
    : h("p", { class: "hint" }, "还没有训练过。现在用的是自带的标注器。"),
  active && h("p", {}, h("button", { onclick: () => use(null) }, "改回自带的标注器")));
}

function row(model) {
  return h("tr", {}, h("th", { scope: "row" }, `第${model.id}号`, h("br"), h("small", { class: "hint" }, `${time(model.created_at)}，用了 ${model.corrections} 句更正`)),
    SCORES.map(([key]) => { const [before, after] = [model.before[key], model.after[key]]; return h("td", {}, `${per(before)} → `, h("span", { class: after < before ? "down" : "up" }, per(after))); }),
    h("td", {}, STATES[model.state], h("br"), model.state !== "active" && h("button", { class: model.worse ? "danger" : "primary", onclick: () => use(model) }, model.worse ? "成绩变低，仍要启用…" : "启用")));
}

async function use(model) {
  const worse = Boolean(model?.worse), box = h("input", { type: "checkbox" });
  const question = model ? `以后的材料都用第${model.id}号标注器？` : "改回自带的标注器？";
  if (!(await ask(question, "启用", { danger: worse, details: worse ? [h("label", {}, box, " 我知道成绩变低了")] : [] }))) return;
  await attempt(async () => { await api("PUT", "/teaching/model", { model: model?.id ?? null, although_worse: box.checked }); await load(); say("换好了。"); });
}

$("#train").addEventListener("click", async () => {
  const job = await attempt(() => api("POST", "/teaching/models"));
  if (!job) return;
  $("#train").disabled = true;
  const state = await follow(job.id, $("#progress"));
  say(`${state.message}。`, { bad: state.state !== "done" });
  await load();
});
$("#export").addEventListener("click", () => attempt(async () => {
  const files = (await api("POST", "/teaching/export")).files;
  say(`导出了 ${files.length} 份，在 ${files[0]?.replace(/[^/\\]+$/, "") ?? ""}；训练用 huibao train --with-corrections。`, { bad: true });
}));
await attempt(load);
