// Letters as keys, which can be switched off: who dictates or types with a switch may say one by chance.

import { $ } from "./dom.js";

const TYPED = "input, textarea, select, [contenteditable]";

/** Listen for keys; `does` gives for each what it does. */
export function listen(does) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest(TYPED) && event.target.type !== "checkbox") return;
    const arrow = { ArrowDown: "j", ArrowUp: "k" }[event.key];
    if (arrow && !event.target.closest("#findings .head, #prose .tag")) return;
    const act = does[arrow || ($("letters").checked ? event.key : "")];
    if (act && act() !== false) event.preventDefault();
  });
  $("help").addEventListener("click", () => $("keys").showModal());
}
