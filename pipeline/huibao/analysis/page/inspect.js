"use strict";
// Only the rows in sight exist in the page, so five thousand sentences cost what twenty do.
const corpus = JSON.parse(document.getElementById("corpus").textContent);
const { labels, kinds, reports, sentences } = corpus;
const ROW = 84, MARGIN = 6;
const $ = (id) => document.getElementById(id);
const chosenLabels = new Set();
let shown = [];
let current = -1;
let terms = [];

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function fill(select, all, values) {
  select.replaceChildren(new Option(all, ""), ...values.map((value) => new Option(value, value)));
}

/** Append text with every term in it marked. */
function marked(parent, text) {
  const low = text.toLowerCase();
  let at = 0;
  while (at < text.length) {
    let next = -1, length = 0;
    for (const term of terms) {
      const found = low.indexOf(term, at);
      if (found >= 0 && (next < 0 || found < next)) { next = found; length = term.length; }
    }
    if (next < 0) break;
    parent.append(text.slice(at, next), element("mark", "", text.slice(next, next + length)));
    at = next + length;
  }
  parent.append(text.slice(at));
  return parent;
}

function meets(sentence, report) {
  if ($("village").value && report.village !== $("village").value) return false;
  if ($("period").value && report.period !== $("period").value) return false;
  if ($("kind").value && (sentence.k === null || kinds[sentence.k] !== $("kind").value)) return false;
  if ($("review").checked && !sentence.q) return false;
  const low = sentence.low ??= sentence.t.toLowerCase();
  return terms.every((term) => low.includes(term));
}

function filter() {
  terms = $("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const counts = labels.map(() => 0);
  shown = [];
  sentences.forEach((sentence, number) => {
    if (!meets(sentence, reports[sentence.r])) return;
    for (const label of sentence.l) counts[label] += 1;
    if (!chosenLabels.size || sentence.l.some((label) => chosenLabels.has(label))) shown.push(number);
  });
  counts.forEach((count, label) => { $("labels").children[label].textContent = `${labels[label].name} ${count}`; });
  $("count").textContent = `显示 ${shown.length} 句，共 ${sentences.length} 句、${reports.length} 份`;
  $("space").style.height = `${shown.length * ROW}px`;
  $("list").scrollTop = 0;
  paint();
}

function paint() {
  const first = Math.max(0, Math.floor($("list").scrollTop / ROW) - MARGIN);
  const last = Math.min(shown.length, first + Math.ceil($("list").clientHeight / ROW) + 2 * MARGIN);
  $("rows").style.transform = `translateY(${first * ROW}px)`;
  $("rows").replaceChildren(...shown.slice(first, last).map((number, offset) => row(number, first + offset)));
}

function row(number, position) {
  const sentence = sentences[number], report = reports[sentence.r];
  const made = element("div", "row");
  made.style.setProperty("--c", labels[sentence.l[0]].colour);
  made.setAttribute("role", "option");
  made.setAttribute("aria-setsize", shown.length);
  made.setAttribute("aria-posinset", position + 1);
  made.setAttribute("aria-selected", number === current);
  made.id = `row-${number}`;
  const about = element("div", "about");
  about.append(element("b", "", sentence.l.map((label) => labels[label].name).join("、")));
  if (sentence.k !== null) about.append(element("span", "", kinds[sentence.k]));
  about.append(element("span", "", [report.village, report.period].filter(Boolean).join(" ")));
  if (sentence.s.length) about.append(element("span", "", `${sentence.s[0][1]}%`));
  if (sentence.q) about.append(element("span", "doubt", "待复核"));
  made.append(about, marked(element("div", "text"), sentence.t));
  made.addEventListener("click", () => read(number));
  return made;
}

/** Show the report of a sentence with the sentence in sight. */
function read(number) {
  current = number;
  const sentence = sentences[number], report = reports[sentence.r];
  const page = $("reading");
  const from = [report.name, report.village, report.author, report.period].filter(Boolean).join("　");
  page.replaceChildren(facts(sentence), element("h2", "", report.title || report.name), element("p", "from", from));
  for (const [heading, text, members] of report.paragraphs) {
    if (heading && text === report.title) continue;
    if (heading) { page.append(element("h3", "", text)); continue; }
    const paragraph = element("p", "", members.length ? undefined : text);
    for (const member of members) paragraph.append(span(member));
    page.append(paragraph);
  }
  page.querySelector(".here").scrollIntoView({ block: "center" });
  $("list").setAttribute("aria-activedescendant", `row-${number}`);
  paint();
}

function span(number) {
  const sentence = sentences[number];
  const made = element("span", `s${sentence.q ? " q" : ""}${number === current ? " here" : ""}`);
  made.style.setProperty("--c", labels[sentence.l[0]].colour);
  made.title = sentence.l.map((label) => labels[label].name).join("、");
  marked(made, sentence.t);
  made.addEventListener("click", () => read(number));
  return made;
}

function facts(sentence) {
  const made = element("div", "");
  made.id = "facts";
  const kind = sentence.k === null ? "" : `（${kinds[sentence.k]}）`;
  made.append(element("div", "", `标签：${sentence.l.map((label) => labels[label].name).join("、")}${kind}`));
  for (const [label, percent] of sentence.s) {
    const bar = element("div", "bar"), fill = element("i", "");
    bar.style.setProperty("--c", labels[label].colour);
    fill.style.width = `${percent}%`;
    const track = element("span", "");
    track.append(fill);
    bar.append(element("span", "", labels[label].name), track, element("span", "", `${percent}%`));
    made.append(bar);
  }
  if (sentence.f.length) made.append(element("div", "", `指标：${sentence.f.join("；")}`));
  if (sentence.q) made.append(element("div", "doubt", "模型把握不大，建议人工复核。"));
  return made;
}

function step(by) {
  const at = shown.indexOf(current);
  const next = Math.min(shown.length - 1, Math.max(0, at < 0 ? 0 : at + by));
  if (!shown.length) return;
  const list = $("list"), top = next * ROW;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
  read(shown[next]);
}

function cell(value) {
  const text = String(value);
  return `"${(/^[=+\-@＝＋－＠\t\r]/.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;
}

function save() {
  const lines = shown.map((number) => {
    const sentence = sentences[number], report = reports[sentence.r];
    const names = sentence.l.map((label) => labels[label].key).join(" ");
    return [report.name, report.village, report.period, sentence.i, names, sentence.t].map(cell).join(",");
  });
  const text = "\ufeff" + ["report,village,period,index,labels,text", ...lines].join("\r\n") + "\r\n";
  const link = element("a", "");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = "所选句子.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

function clear() {
  for (const id of ["search", "village", "period", "kind"]) $(id).value = "";
  $("review").checked = false;
  chosenLabels.clear();
  for (const button of $("labels").children) button.setAttribute("aria-pressed", "false");
  filter();
}

labels.forEach((label, number) => {
  const button = element("button", "");
  button.type = "button";
  button.title = label.definition;
  button.style.setProperty("--c", label.colour);
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    if (!chosenLabels.delete(number)) chosenLabels.add(number);
    button.setAttribute("aria-pressed", chosenLabels.has(number));
    filter();
  });
  $("labels").append(button);
});
fill($("village"), "所有村", corpus.villages);
fill($("period"), "所有时期", corpus.periods);
fill($("kind"), "要求：不限", kinds);
for (const id of ["village", "period", "kind", "review"]) $(id).addEventListener("change", filter);
$("search").addEventListener("input", filter);
$("clear").addEventListener("click", clear);
$("save").addEventListener("click", save);
$("list").addEventListener("scroll", () => requestAnimationFrame(paint));
$("list").addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  step(event.key === "ArrowDown" ? 1 : -1);
});
addEventListener("resize", paint);
filter();
