// The article as its readers will see it, each leftover marked with its number, its family and its severity.

import { $, el, prose } from "./dom.js";
import { state } from "./draft.js";
import { word } from "./families.js";

const BESIDE = {
  link: "link target",
  alt: "text of a picture",
  comment: "comment in the source",
  opaque: "not prose",
  caption: "caption",
  annotation: "comment",
  insertion: "tracked insertion",
  deletion: "tracked deletion",
  prompt: "prompt of a control",
  "merge-field": "mail merge field",
  instruction: "template instruction",
  highlight: "highlighted",
  hidden: "hidden text",
};

const READ = new Set(["heading", "paragraph", "list-item", "quotation", "table-cell", "caption"]);

/** Draw the article of a desk's report. */
export function drawArticle(desk) {
  desk.marks = desk.findings.map(() => []);
  $("prose").replaceChildren(...desk.article.map((passage) => drawPassage(passage, desk)));
  desk.findings.forEach((_, number) => drawMark(desk, number));
}

function drawPassage(passage, desk) {
  const inside = passage.pieces.map((piece) => drawPiece(piece, desk));
  const label = passage.kind === "field" ? passage.name : BESIDE[passage.kind];
  if (label) return el("p", { class: "beside", dir: "auto" }, el("span", { class: "label" }, label), " ", ...inside);
  if (passage.kind === "heading") {
    return el(`h${Math.min(passage.level + 2, 6)}`, { dir: "auto" }, ...inside);
  }
  return el("p", { class: passage.kind, dir: "auto" }, ...inside);
}

function drawPiece(piece, desk) {
  if (!piece.findings) return el("span", {}, ...prose(piece.text));
  const mark = el("mark");
  const words = el("span", {}, ...prose(piece.text));
  for (const number of piece.starts) {
    const tag = el("button", { type: "button", class: "tag", data: { finding: number } });
    mark.append(tag);
  }
  mark.append(words);
  mark.addEventListener("click", (event) => {
    const tag = event.target.closest(".tag");
    desk.choose(tag ? Number(tag.dataset.finding) : top(piece, desk), { from: "article" });
  });
  for (const number of piece.findings) desk.marks[number].push({ mark, words, piece });
  return mark;
}

/** The finding that a piece shows: of several the most severe. */
function top(piece, desk) {
  return piece.findings.reduce((best, each) => (rank(desk, each) > rank(desk, best) ? each : best));
}

const rank = (desk, number) => ["advice", "warning", "error"].indexOf(desk.findings[number].severity);

/** Draw the marks of a finding again: as it was found, filled in, to be taken out, or told to stand. */
export function drawMark(desk, number) {
  for (const { mark, words, piece } of desk.marks[number]) {
    const shown = top(piece, desk);
    const become = state(desk, shown);
    mark.className = [become.name || desk.findings[shown].severity, desk.current === shown ? "current" : ""].join(" ").trim();
    const answered = piece.findings.find((each) => state(desk, each).name === "filled");
    if (answered !== undefined) {
      const first = desk.marks[answered][0].piece === piece;
      words.replaceChildren(...(first ? prose(state(desk, answered).text) : []));
    } else {
      words.replaceChildren(...prose(piece.text));
    }
    for (const tag of mark.querySelectorAll(".tag")) drawTag(tag, desk, Number(tag.dataset.finding));
  }
}

function drawTag(tag, desk, number) {
  const finding = desk.findings[number];
  const { name, said } = state(desk, number);
  tag.textContent = `${number + 1} ${name ? said : word(finding.family)}`;
  tag.setAttribute("aria-label", `finding ${number + 1}, ${name ? said : `${finding.severity}, ${finding.family}`}`);
  tag.setAttribute("aria-current", String(desk.current === number));
}

/** Bring the marks of a finding into sight; false where the article does not show it. */
export function showMark(desk, number) {
  const found = desk.marks[number][0];
  if (found) found.mark.scrollIntoView({ block: "center" });
  return Boolean(found);
}

/** The prose of a document, filled in and mended, a blank line between paragraphs: what a reader will read. */
export function cleanProse(desk) {
  const passages = desk.article.filter((passage) => READ.has(passage.kind));
  const lines = passages.map((passage) => passage.pieces.map((piece) => cleanPiece(piece, desk)).join(""));
  return lines.map((line) => line.replaceAll("\uFFFC", "").trim()).filter(Boolean).join("\n\n") + "\n";
}

function cleanPiece(piece, desk) {
  if (!piece.findings) return piece.text;
  const out = piece.findings.some((number) => state(desk, number).name === "out");
  const answered = piece.findings.find((number) => state(desk, number).name === "filled");
  if (out) return "";
  if (answered === undefined) return piece.text;
  return desk.marks[answered][0].piece === piece ? state(desk, answered).text : "";
}
