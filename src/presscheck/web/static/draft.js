// A checked draft: what was found in it, and what shall become of each finding. It knows nothing of the page.

/** Return a draft as the desk holds it, with its report; `acts` are what its marks and entries do when used. */
export function checked(draft, report, acts) {
  const { article, slots, rules, notes } = report.view;
  const slotOf = new Map(slots.flatMap((slot, number) => slot.findings.map((finding) => [finding, number])));
  return {
    draft,
    findings: report.findings,
    notices: [...(report.notices || []), ...report.troubles],
    article,
    slots,
    rules,
    notes,
    answers: new Map(),
    outs: new Set(),
    stands: new Map(),
    current: -1,
    dirty: false,
    slotOf: (number) => slotOf.get(number),
    ...acts,
  };
}

/** What has become of a finding: filled in, taken out, told to stand; nothing yet has no name. */
export function state(desk, number) {
  const answer = desk.answers.get(desk.slotOf(number));
  if (answer) return { name: "filled", said: "filled in", text: answer };
  if (desk.outs.has(number)) return { name: "out", said: "taken out" };
  if (desk.stands.has(number)) return { name: "stands", said: "stands" };
  return {};
}

/** The numbers of the findings that nothing was done about. */
export const open = (desk) => desk.findings.flatMap((_, number) => (state(desk, number).name ? [] : [number]));

/** What the server shall do with the draft: the answers by slot, and the findings to take out by key. */
export function wish(desk) {
  const answers = Object.fromEntries([...desk.answers].map(([slot, text]) => [desk.slots[slot].slot, text]));
  return [answers, [...desk.outs].map((number) => desk.notes[number].key)];
}
