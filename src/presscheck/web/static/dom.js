// Elements from plain values. Text only ever becomes text: nothing here, or anywhere in these files, parses markup.

export const $ = (id) => document.getElementById(id);

/** Make an element: properties, `data` and attributes (`aria-…`, `for`), then children, which are nodes or text. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name === "class") made.className = value;
    else if (name === "hidden" || name === "value" || name === "type") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Text with its line ends as breaks, and code and pictures, which are not prose, named. */
export function prose(text) {
  const nodes = [];
  text.split("\n").forEach((line, number) => {
    if (number) nodes.push(el("br"));
    line.split("\uFFFC").forEach((part, gap) => {
      if (gap) nodes.push(el("span", { class: "label" }, "code or picture"));
      if (part) nodes.push(part);
    });
  });
  return nodes;
}

export const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The end of a text, and its start: at most so many characters, cut between words, with an ellipsis where cut. */
export const tail = (text, most) => (text.length > most ? `…${text.slice(-most).replace(/^\S*\s/u, "")}` : text);
export const head = (text, most) => (text.length > most ? `${text.slice(0, most).replace(/\s\S*$/u, "")}…` : text);

/** Say something to everybody, also to those who only hear the page. */
export function say(text) {
  $("alert").textContent = "";
  $("status").textContent = text;
}

/** Say what went wrong, and what to do. */
export function complain(text) {
  $("status").textContent = "";
  $("alert").textContent = text;
}
