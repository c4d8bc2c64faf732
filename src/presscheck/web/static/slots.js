// The form to fill in: one box for each distinct slot, however often it stands in the draft.

import { $, count, el, head, tail } from "./dom.js";

/** Draw the boxes of a desk's slots. */
export function drawSlots(desk) {
  const boxes = desk.slots.map((slot, number) => drawBox(desk, slot, number));
  $("slots").replaceChildren(...boxes);
  if (!boxes.length) $("slots").append(el("p", {}, "This draft has no slots to fill in."));
}

function drawBox(desk, slot, number) {
  const id = `slot-${number}`;
  const first = desk.notes[slot.findings[0]];
  const often = slot.findings.length > 1 ? `, stands ${count(slot.findings.length, "time")}` : "";
  return el(
    "div",
    {},
    el("label", { for: id, dir: "auto" }, first.text),
    el("p", { class: "around", id: `${id}-around`, dir: "auto", lang: "" },
      tail(first.before, 60), el("mark", { class: desk.findings[slot.findings[0]].severity }, first.text), head(first.after, 60),
      often && el("span", { class: "quiet-text" }, often)),
    el("input", {
      type: "text",
      id,
      "aria-describedby": `${id}-around`,
      dir: "auto",
      value: desk.answers.get(number) || "",
      oninput: (event) => desk.answer(number, event.target.value),
      onfocus: () => desk.show(slot.findings[0]),
    }),
  );
}
