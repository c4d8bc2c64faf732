// How a draft comes in: pasted, chosen or dropped.

import { $, complain } from "./dom.js";

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
    if (file) open({ name: file.name, file });
  });
  dropping(open);
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
    if (files.length) open({ name: files[0].name, file: files[0] });
  });
}

/** What a pasted text is written in, as far as its looks tell. */
export function guess(text) {
  const start = text.slice(0, 5000);
  if (/^\s*<(!doctype|html|article|body|div|p|h1)\b/i.test(start) || /<\/(p|div|h[1-6])>/i.test(start)) return "draft.html";
  if (/^(#{1,6} \S|---\n[\w-]+:)/m.test(start) || /\*\*\S[^*\n]*\*\*|\]\(\S+\)/.test(start)) return "draft.md";
  return "draft.txt";
}
