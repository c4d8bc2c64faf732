// The draft handed back: its clean text to the clipboard or the box, its file to the browser.

import { cleanProse } from "./article.js";
import { $, complain, count, say } from "./dom.js";
import { isDocument, isExported, open, wish } from "./draft.js";
import { fill, fillFile, folderFile } from "./server.js";

async function withFile({ draft }) {
  if (draft.path && !draft.file) draft.file = await folderFile(draft.path);
  return draft;
}

/** The text of the draft with all that was chosen done to it. */
export async function filledText(desk) {
  return (await fill(await withFile(desk), wish(desk))).text;
}

/** Copy the clean text, or show it selected where no page may copy. */
export async function copy(desk) {
  try {
    const text = isDocument(desk) || isExported(desk) ? cleanProse(desk) : await filledText(desk);
    const left = open(desk).length;
    if (await copied(text)) say(`Copied${left ? `, with ${count(left, "leftover")} still in it` : ""}.`);
    desk.dirty = false;
  } catch (error) {
    complain(error.message);
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    $("clean").value = text;
    $("copying").showModal();
    $("clean").select();
    return false;
  }
}

/** Hand the file, of the kind that it was, to the browser to be saved. */
export async function download(desk) {
  try {
    const blob = await fillFile(await withFile(desk), wish(desk, { file: true }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = desk.draft.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say(`${desk.draft.name} was handed to the browser: ${desk.answers.size} filled in, ${desk.outs.size} taken out.`);
    desk.dirty = false;
  } catch (error) {
    complain(error.message);
  }
}
