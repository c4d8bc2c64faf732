// How a draft comes in: pasted, chosen or dropped.

import { $, complain } from "./dom.js";
import { isTooLarge } from "./server.js";

/** Make the ways in work; `open` is given each draft. */
export function ways(open) {
  $("text").addEventListener("input", () => ($("format").value = guess($("text").value)));
  $("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("text").value;
    if (!text.trim()) {
      complain("Nothing to check yet: paste a draft, or drop a file.");
      $("text").focus();
      return;
    }
    open({ name: $("format").value, title: "Pasted text", text });
  });
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    $("file").value = "";
    if (file) bring(file, open);
  });
  dropping(open);
}

/** Take in a file as it is now: it may be saved again, or be gone, while its draft lies on the desk. */
async function bring(file, open) {
  const { name } = file;
  if (isTooLarge(file)) {
    complain(`${name}: larger than 24 MB; check it in the terminal: presscheck ${name}`);
    return;
  }
  try {
    file = new File([await file.arrayBuffer()], name);
  } catch {
    complain(`${name}: cannot be read. Is it a folder, or gone? For a folder run: presscheck serve FOLDER`);
    return;
  }
  open({ name, file });
}

function dropping(open) {
  const holds = (event) => [...event.dataTransfer.types].includes("Files");
  addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    document.body.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    document.body.classList.remove("over");
    const { files } = event.dataTransfer;
    if (files.length > 1) complain(`One file at a time: ${files[0].name} was taken. For many run: presscheck serve FOLDER`);
    if (files.length) bring(files[0], open);
  });
}

/** What a pasted text is written in, as far as its looks tell. */
export function guess(text) {
  const start = text.slice(0, 5000);
  if (/^\s*<(!doctype|html|article|body|div|p|h1)\b/i.test(start) || /<\/(p|div|h[1-6])>/i.test(start)) return "draft.html";
  if (/^(#{1,6} \S|---\n[\w-]+:)/m.test(start) || /\*\*\S[^*\n]*\*\*|\]\(\S+\)/.test(start)) return "draft.md";
  return "draft.txt";
}
