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
  const advice = rows.some((row) => row.advice);
  $("advice").hidden = !advice;
  $("drafts").replaceChildren(...shown.map((row) => drawRow(row, told.folder, advice)));
}

function drawRow(row, folder, advice) {
  const start = `${folder.replace(/\/+$/, "")}/`;
  const inside = row.path.startsWith(start) ? row.path.slice(start.length) : row.path;
  const link = el("a", { href: `#${encodeURIComponent(row.path)}` }, inside);
  const name = el("th", { scope: "row" }, link);
  if (row.trouble) return el("tr", {}, name, el("td", { colspan: 3, class: "trouble" }, row.trouble));
  const keys = advice ? ["errors", "warnings", "advice"] : ["errors", "warnings"];
  return el("tr", {}, name, ...keys.map((key) => el("td", { class: row[key] ? "some" : "none" }, String(row[key]))));
}
