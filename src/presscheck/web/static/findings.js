// The list beside the article: each finding with its reason, what to do, and what can be done here.

import { $, capital, count, el, head, tail } from "./dom.js";
import { isDocument, isExported, open, state } from "./draft.js";

/** Draw the list of a desk's findings. */
export function drawFindings(desk) {
  desk.entries = desk.findings.map((finding, number) => drawEntry(desk, finding, number));
  $("findings").replaceChildren(...desk.entries);
  $("standing").replaceChildren(...desk.standing.map((each) => el("li", {}, `${capital(each.message)} (line ${each.line})${each.reason ? `: ${each.reason}` : ""}`)));
  $("standing-title").textContent = `${count(desk.standing.length, "finding")} told to stand in the draft`;
  $("stood").hidden = !desk.standing.length;
  $("nothing").hidden = desk.findings.length > 0;
  $("previous").disabled = $("next").disabled = desk.findings.length === 0;
  desk.findings.forEach((_, number) => drawState(desk, number));
}

function drawEntry(desk, finding, number) {
  const body = el("div", { class: "body", id: `body-${number}`, hidden: true }, ...explain(desk, finding, number));
  const title = el(
    "button",
    {
      type: "button",
      class: "head",
      id: `head-${number}`,
      "aria-expanded": "false",
      "aria-controls": body.id,
      onclick: () => desk.choose(number, { from: "list", toggle: true }),
    },
    el("span", { class: "number" }, String(number + 1)),
    el("span", { class: "message" }, capital(finding.message)),
    el(
      "span",
      { class: "kind" },
      el("span", { class: `severity ${finding.severity}` }, finding.severity),
      ` · ${finding.family} · ${(!isExported(desk) && finding.where) || `line ${finding.line}`} `,
      el("span", { class: "state" }),
    ),
  );
  return el("li", { class: `entry ${finding.severity}`, id: `finding-${number}` }, el("h3", {}, title), body);
}

function explain(desk, finding, number) {
  const note = desk.notes[number];
  const rule = desk.rules[finding.rule] || { why: "", fix: note.advice };
  const said = finding.evidence.map((each) => el("li", {}, each));
  return [
    el("blockquote", { dir: "auto", lang: "" }, tail(note.before, 90), el("mark", { class: finding.severity }, note.text || "(empty)"), head(note.after, 90)),
    chapter("What to do", rule.fix),
    rule.why && chapter("Why", rule.why),
    said.length > 0 && el("details", {}, el("summary", {}, "What was weighed"), el("ul", {}, ...said)),
    el("div", { class: "row" }, ...actions(desk, finding, number)),
    el("p", { class: "quiet-text" }, `${finding.rule} ${finding.name} · line ${finding.line}, column ${finding.column}`),
  ];
}

function chapter(title, text) {
  const paragraphs = text.split(/\n\s*\n/).map((each) => el("p", {}, each.replaceAll(/\s+/g, " ").replaceAll("`", "")));
  return el("div", {}, el("h4", {}, title), ...paragraphs);
}

function actions(desk, finding, number) {
  const slot = desk.slotOf(number);
  return [
    slot !== undefined && el("button", { type: "button", onclick: () => desk.fillIn(slot) }, "Fill in"),
    finding.fix && el("button", { type: "button", data: { act: "out" }, onclick: () => desk.toggleOut(number) }),
    el("button", { type: "button", data: { act: "stand" }, onclick: () => askReason(desk, number) }),
  ];
}

function askReason(desk, number) {
  if (desk.stands.has(number)) {
    desk.takeBack(number);
    return;
  }
  const body = $(`body-${number}`);
  body.querySelector("form")?.remove();
  const reason = el("input", { type: "text", id: `reason-${number}`, required: "", autocomplete: "off" });
  const form = el(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        form.remove();
        desk.letStand(number, reason.value.trim());
        $(`head-${number}`).focus();
      },
    },
    el("label", { for: reason.id }, "Why may it stand?"),
    reason,
    el("p", { class: "quiet-text" }, keeps(desk)),
    el("div", { class: "row" },
      el("button", { type: "submit", class: "main" }, "Let it stand"),
      el("button", { type: "button", onclick: () => { form.remove(); $(`head-${number}`).focus(); } }, "Cancel")),
  );
  body.append(form);
  reason.focus();
}

function keeps(desk) {
  if (isExported(desk)) return "An export cannot hold the reason: it stays on this page.";
  if (isDocument(desk)) return "A document cannot hold the reason: it stays on this page.";
  return "The reason is written into the file that you download.";
}

/** Draw what has become of a finding. */
export function drawState(desk, number) {
  const entry = desk.entries[number];
  const { name, said } = state(desk, number);
  const finding = desk.findings[number];
  entry.className = `entry ${name ? "settled" : finding.severity}${desk.current === number ? " current" : ""}`;
  const reason = name === "stands" && desk.stands.get(number);
  entry.querySelector(".state").textContent = name ? `· ${said}${reason ? `: ${reason}` : ""}` : "";
  const out = entry.querySelector('[data-act="out"]');
  if (out) out.textContent = desk.outs.has(number) ? "Keep it after all" : "Take it out";
  entry.querySelector('[data-act="stand"]').textContent = desk.stands.has(number) ? "Report it again" : "Let it stand…";
}

/** Open one entry and close the others; with `toggle` close it if it was open. */
export function openEntry(desk, number, { toggle = false } = {}) {
  desk.entries.forEach((entry, each) => {
    const title = entry.querySelector(".head");
    const shown = each === number && !(toggle && title.getAttribute("aria-expanded") === "true");
    title.setAttribute("aria-expanded", String(shown));
    entry.querySelector(".body").hidden = !shown;
    entry.classList.toggle("current", each === number);
  });
}

/** Say in one line how it stands with a draft. */
export function outcome(desk) {
  const left = open(desk).length;
  const settled = desk.findings.length - left;
  if (!desk.findings.length) return "Nothing found.";
  return `${count(left, "leftover")}${settled ? `, ${settled} settled` : ""}`;
}
