// The table of a folder's drafts, which follows each save.

import { $, count, el } from "./dom.js";

const drafts = new Map();

/** Follow the folder; `saved` is told the path of each draft that was saved. */
export function follow(saved) {
  const events = new EventSource("/api/drafts/events");
  let first = true;
  events.addEventListener("message", (event) => {
    const told = JSON.parse(event.data);
    if (first) drafts.clear();
    for (const row of told.drafts) {
      const known = drafts.get(row.path);
      drafts.set(row.path, row);
      if (!first && known && known.version !== row.version) saved(row.path);
    }
    for (const path of told.gone) drafts.delete(path);
    first = false;
    draw(told);
  });
  events.addEventListener("error", () => {
    first = true;
    $("folder-summary").textContent = "presscheck does not answer; trying again.";
  });
  $("only").addEventListener("change", () => draw());
}

let last = { folder: "", waiting: 0 };

function draw(told = last) {
  last = told;
  const rows = [...drafts.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  const found = rows.filter((row) => row.errors + row.warnings + row.advice || row.trouble);
  const shown = $("only").checked ? found : rows;
  const waiting = told.waiting ? ` · ${count(told.waiting, "draft")} still to be checked` : " · follows each save";
  $("folder-title").textContent = `Drafts in ${told.folder}`;
  $("folder-summary").textContent = `${count(rows.length, "draft")}, ${found.length} with leftovers${waiting}`;
  $("drafts").replaceChildren(...shown.map(drawRow));
}

function drawRow(row) {
  const link = el("a", { href: `#${encodeURIComponent(row.path)}` }, row.path);
  const name = el("th", { scope: "row" }, link);
  if (row.trouble) return el("tr", {}, name, el("td", { colspan: 3, class: "trouble" }, row.trouble));
  return el("tr", {}, name, ...["errors", "warnings", "advice"].map((key) => el("td", { class: row[key] ? "some" : "none" }, String(row[key]))));
}
