// The articles of an export that was brought in, each with how much was found in it.

import { $, count, el, say } from "./dom.js";

const MANY = 25;

/** An export as the page holds it: its draft, with the file, and the report on it. */
export function exported(draft, report) {
  return { draft, articles: report.articles, notices: [...report.troubles, ...(report.notes || [])] };
}

const some = (entry) => entry.errors + entry.warnings + entry.advice > 0;

/** Draw the list; of a long one at first only the articles in which something was found. */
export function drawExport(held) {
  const found = held.articles.filter(some);
  $("export-title").textContent = held.draft.name;
  $("export-summary").textContent = `${count(held.articles.length, "article")}, ${found.length.toLocaleString("en")} with leftovers`;
  $("export-notices").replaceChildren(...held.notices.map((line) => el("li", {}, line)));
  $("export-notices").hidden = !held.notices.length;
  $("export-none").hidden = found.length > 0;
  $("export-only").checked = found.length > 0 && held.articles.length > MANY;
  drawArticles(held);
}

/** Draw the rows of the table. */
export function drawArticles(held) {
  const shown = $("export-only").checked ? held.articles.filter(some) : held.articles;
  const advice = held.articles.some((entry) => entry.advice);
  $("export-advice").hidden = !advice;
  $("articles").replaceChildren(...shown.map((entry) => drawRow(entry, advice)));
}

function drawRow(entry, advice) {
  const id = entry.path.slice(entry.path.indexOf("#") + 1);
  const link = el("a", { href: `#/article/${entry.number}`, dir: "auto", lang: "" }, entry.title);
  const name = el("th", { scope: "row" }, link, id !== entry.title && el("span", { class: "id quiet-text" }, id));
  const keys = advice ? ["errors", "warnings", "advice"] : ["errors", "warnings"];
  return el("tr", {}, name, ...keys.map((key) => el("td", { class: entry[key] ? "some" : "none" }, String(entry[key]))));
}

/** The article that a part of the address names, as a draft of its own; none where it names none. */
export function articleOf(held, hash) {
  const number = Number(/^#\/article\/(\d+)$/.exec(hash)?.[1]);
  const entry = held?.articles.find((each) => each.number === number);
  return entry && { ...held.draft, article: number, title: entry.title };
}

/** Give the focus to an article's link, or to the title where the list does not show it. */
export function focusArticle(number) {
  ($("articles").querySelector(`a[href="#/article/${number}"]`) || $("export-title")).focus();
}

/** Ask which field of an export holds the article, and open it so. */
export function askField(draft, fields, open) {
  say("");
  $("choosing-name").textContent = draft.name;
  $("field").replaceChildren(...fields.map((name) => el("option", { value: name }, name)));
  $("choosing").returnValue = "";
  $("choosing").onclose = () => {
    if ($("choosing").returnValue === "check") open({ ...draft, field: $("field").value });
  };
  $("choosing").showModal();
}
