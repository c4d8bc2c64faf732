// Light or dark: as the computer is set, until the button says otherwise. Nothing is remembered.

import { $ } from "./dom.js";

/** Make the button work. */
export function themes() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => ($("theme").textContent = dark() ? "Light" : "Dark");
  $("theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    label();
  });
  system.addEventListener("change", label);
  label();
}
