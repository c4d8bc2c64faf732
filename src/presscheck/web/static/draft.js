// A checked draft: what was found in it, and what shall become of each finding. It knows nothing of the page.

/** Return a draft as the desk holds it, with its report; `acts` are what its marks and entries do when used. */
export function checked(draft, report, acts) {
  const { article, slots, rules, notes, standing } = report.view;
  const slotOf = new Map(slots.flatMap((slot, number) => slot.findings.map((finding) => [finding, number])));
  return {
    draft,
    findings: report.findings,
    notices: [...(report.notices || []), ...report.troubles],
    article,
    slots,
    rules,
    notes,
    standing,
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

/** Whether the draft is an article of an export, which is never changed. */
export const isExported = (desk) => Boolean(desk.draft.article);

/** Whether the draft is a word processor's document, which takes no stet: a page of Google Docs is one by its places. */
export const isDocument = (desk) =>
  /\.(docx|docm|dotx|odt|ott|rtf|zip)$/i.test(desk.draft.name) || desk.findings.some((finding) => finding.where);

/** What the server shall do with the draft: the answers by slot, what to take out, and in a file why something stands. */
export function wish(desk, { file = false } = {}) {
  const key = (number) => desk.notes[number].key;
  const stands = file && !isDocument(desk) ? [...desk.stands] : [];
  return {
    answers: Object.fromEntries([...desk.answers].map(([slot, text]) => [desk.slots[slot].slot, text])),
    fix: [...desk.outs].map(key),
    stets: Object.fromEntries(stands.map(([number, reason]) => [key(number), reason])),
  };
}
