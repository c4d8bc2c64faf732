// The desk: the draft that lies on it, what the keys and buttons do to it, and which part of the page is shown.

import { drawArticle, drawMark, showMark } from "./article.js";
import { $, complain, count, el, say } from "./dom.js";
import { checked, isExported } from "./draft.js";
import { articleOf, askField, drawArticles, drawExport, exported, focusArticle } from "./export.js";
import { drawFindings, drawState, openEntry, outcome } from "./findings.js";
import { follow } from "./folder.js";
import { copy, download, filledText } from "./handover.js";
import { listen } from "./keys.js";
import { check, hasFolder } from "./server.js";
import { drawSlots } from "./slots.js";
import { ways } from "./start.js";
import { themes } from "./theme.js";

const LIST = "#/articles";
const LARGE = 2_000_000;

let desk = null;
let held = null; // the export whose articles are listed
let folder = false;
let asked = 0;

async function open(draft, { quietly = false } = {}) {
  const turn = ++asked;
  if (!quietly) say(`Checking ${draft.name} …${draft.file?.size > LARGE ? " It is large: this may take a minute." : ""}`);
  try {
    const report = await check(draft);
    if (turn !== asked) return;
    if (!draft.article && !draft.path && location.hash) history.pushState(null, "", "/");
    if (report.articles) {
      held = exported(draft, report);
      drawExport(held);
      history.pushState(null, "", `/${LIST}`);
      list();
      return;
    }
    desk = checked(draft, report, { choose, show, answer, fillIn, toggleOut, letStand, takeBack });
    draw();
    say(quietly ? `${draft.name} was saved and has been checked again: ${outcome(desk)}.` : "");
    if (!quietly) $("desk-title").focus();
  } catch (error) {
    if (turn !== asked) return;
    if (error.fields) askField(draft, error.fields, open);
    else complain(error.message);
  }
}

function draw() {
  place("desk");
  $("desk-title").textContent = desk.draft.title || desk.draft.path || desk.draft.name;
  document.title = `${isExported(desk) ? desk.draft.title : desk.draft.name} – presscheck`;
  $("notices").replaceChildren(...desk.notices.map((line) => el("li", {}, line)));
  $("notices").hidden = !desk.notices.length;
  $("edit").hidden = Boolean(desk.draft.file || desk.draft.path);
  $("download").hidden = isExported(desk);
  $("back").textContent = isExported(desk) ? "All articles" : folder ? "All drafts" : "Another draft";
  $("preview").textContent = isExported(desk)
    ? "One box for each slot. The article shows what you type, and the clean text that you copy has it; an export is never changed."
    : "One box for each slot. The article shows what you type; the file stays as it is until you download it.";
  drawArticle(desk);
  drawFindings(desk);
  drawSlots(desk);
  $("count-findings").textContent = String(desk.findings.length);
  $("count-fill").textContent = String(desk.slots.length);
  tab("findings");
  told();
}

function told() {
  $("outcome").textContent = outcome(desk);
  const safe = desk.findings.filter((finding, number) => finding.fix?.safe && !desk.outs.has(number)).length;
  $("safe").hidden = safe === 0;
  $("safe").textContent = `Take out ${safe} that no reader will miss`;
}

function place(name) {
  for (const id of ["start", "folder", "export", "desk"]) $(id).hidden = true;
  $(name).hidden = false;
  if (name === "start") {
    $("folder").hidden = !folder;
    document.title = "presscheck";
  }
}

function changed(...numbers) {
  desk.dirty = true;
  for (const number of numbers) {
    drawMark(desk, number);
    drawState(desk, number);
  }
  told();
}

/** Make a finding the current one: open its entry, mark it in the article, and bring both into sight. */
function choose(number, { from = "keys", toggle = false } = {}) {
  if (from !== "list") tab("findings");
  show(number, { scroll: from !== "article" });
  openEntry(desk, number, { toggle });
  const entry = desk.entries[number];
  entry.querySelector(".head").focus({ preventScroll: true });
  // Only the panel scrolls: where the article is stays the article's own affair.
  const panel = entry.closest(".panel");
  panel.scrollTop = entry.offsetTop - panel.querySelector(".top").offsetHeight - 8;
}

function show(number, { scroll = true } = {}) {
  const before = desk.current;
  desk.current = number;
  for (const each of [before, number]) if (each >= 0) drawMark(desk, each);
  if (scroll) showMark(desk, number);
}

const atDesk = () => desk !== null && !$("desk").hidden;

function step(by) {
  if (!atDesk() || !desk.findings.length) return false;
  const { length } = desk.findings;
  choose(desk.current < 0 ? (by > 0 ? 0 : length - 1) : (desk.current + by + length) % length);
  return true;
}

function answer(slot, text) {
  if (text) desk.answers.set(slot, text);
  else desk.answers.delete(slot);
  changed(...desk.slots[slot].findings);
}

function fillIn(slot = 0) {
  tab("fill");
  $(`slot-${slot}`)?.focus();
}

function toggleOut(number) {
  if (!desk.outs.delete(number)) desk.outs.add(number);
  desk.stands.delete(number);
  changed(number);
}

function letStand(number, reason) {
  desk.outs.delete(number);
  desk.stands.set(number, reason);
  changed(number);
}

function takeBack(number) {
  desk.stands.delete(number);
  changed(number);
}

function takeOutSafe() {
  const safe = desk.findings.flatMap((finding, number) => (finding.fix?.safe ? [number] : []));
  for (const number of safe) desk.outs.add(number);
  changed(...safe);
  say(`${count(safe.length, "leftover")} will be taken out.`);
}

async function edit() {
  try {
    const text = await filledText(desk);
    const { name } = desk.draft;
    leave();
    $("text").value = text;
    $("format").value = name;
    $("text").focus();
  } catch (error) {
    complain(error.message);
  }
}

function leave() {
  asked += 1;
  desk = null;
  place("start");
  say("");
  if (location.hash) history.pushState(null, "", "/");
}

/** Show the articles of the export, the one that was open having the focus. */
function list() {
  const from = desk?.draft.article;
  asked += 1;
  desk = null;
  place("export");
  document.title = `${held.draft.name} – presscheck`;
  say("");
  if (from) focusArticle(from);
  else $("export-title").focus();
}

const mayLeave = () => !desk?.dirty || confirm("Leave this draft? What you filled in is not in a file yet.");

function home() {
  if (!mayLeave()) return;
  leave();
  (folder ? $("only") : $("text")).focus();
}

function back() {
  if (!isExported(desk)) home();
  else if (mayLeave()) history.back(); // An article is only reached from the list.
}

/** Show the draft that the address names, or the list of articles, or the start. */
function route() {
  const { hash } = location;
  const article = articleOf(held, hash);
  const path = hash.startsWith("#/") ? "" : decodeURIComponent(hash.slice(1));
  if (article) open(article);
  else if (held && hash === LIST) list();
  else if (folder && path) open({ path, name: path.split("/").pop() });
  else if (desk || !$("export").hidden) leave();
}

function saved(path) {
  if (desk?.draft.path !== path) return;
  if (desk.dirty) say(`${desk.draft.name} was saved elsewhere in the meantime; open it again to see what is new.`);
  else open({ path, name: desk.draft.name }, { quietly: true });
}

function tab(name) {
  for (const each of ["findings", "fill"]) {
    const chosen = each === name;
    $(`tab-${each}`).setAttribute("aria-selected", String(chosen));
    $(`tab-${each}`).tabIndex = chosen ? 0 : -1;
    $(`panel-${each}`).hidden = !chosen;
  }
}

function tabs() {
  const names = ["findings", "fill"];
  names.forEach((name, number) => {
    $(`tab-${name}`).addEventListener("click", () => tab(name));
    $(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = names[1 - number];
      tab(other);
      $(`tab-${other}`).focus();
    });
  });
}

async function begin() {
  themes();
  tabs();
  ways(open);
  listen({
    j: () => step(1),
    k: () => step(-1),
    f: () => atDesk() && fillIn(),
    c: () => atDesk() && void copy(desk),
    d: () => atDesk() && !isExported(desk) && void download(desk),
    "?": () => $("keys").showModal(),
  });
  $("next").addEventListener("click", () => step(1));
  $("previous").addEventListener("click", () => step(-1));
  $("safe").addEventListener("click", takeOutSafe);
  $("copy").addEventListener("click", () => copy(desk));
  $("download").addEventListener("click", () => download(desk));
  $("edit").addEventListener("click", edit);
  $("back").addEventListener("click", back);
  $("export-back").addEventListener("click", home);
  $("export-only").addEventListener("change", () => drawArticles(held));
  $("slots").addEventListener("submit", (event) => event.preventDefault());
  $("home").addEventListener("click", (event) => {
    event.preventDefault();
    home();
  });
  addEventListener("beforeunload", (event) => desk?.dirty && event.preventDefault());
  addEventListener("hashchange", route);
  folder = await hasFolder();
  place("start");
  if (folder) follow(saved);
  route();
}

begin();
