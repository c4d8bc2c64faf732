// What the page asks of the server it came from. Every refusal is one line that says what to do.

const LARGEST = 24 * 1024 * 1024;

/** Whether a file is larger than what the server takes. */
export const isTooLarge = (file) => file.size > LARGEST;

async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Error("presscheck does not answer. Is it still running in the terminal?");
  }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  const error = new Error(told.detail || `presscheck answers ${answer.status}.`);
  throw Object.assign(error, { fields: told.fields });
}

/** A draft as a request has it: a file as a form, pasted text as JSON. */
function request(draft, asked) {
  if (!draft.file) {
    return {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text: draft.text, filename: draft.name, ...asked }),
    };
  }
  const form = new FormData();
  form.append("file", draft.file, draft.name);
  for (const [name, value] of Object.entries(asked)) {
    form.append(name, Array.isArray(value) ? value.join(",") : typeof value === "string" ? value : JSON.stringify(value));
  }
  return { method: "POST", body: form };
}

/** The report on a draft, with its view. */
export async function check(draft) {
  if (draft.path) return (await ask(`/api/drafts/report?path=${encodeURIComponent(draft.path)}`)).json();
  const asked = { view: true };
  for (const name of ["article", "field"]) if (draft[name]) asked[name] = draft[name];
  return (await ask("/api/check", request(draft, asked))).json();
}

/** The draft filled in and mended, as text and counts. */
export async function fill(draft, wish) {
  return (await ask("/api/fill", request(draft, wish))).json();
}

/** The same as a file of its own kind. */
export async function fillFile(draft, wish) {
  return (await ask("/api/fill", request(draft, { ...wish, download: true }))).blob();
}

/** The file of a draft of the watched folder. */
export async function folderFile(path) {
  const blob = await (await ask(`/api/drafts/file?path=${encodeURIComponent(path)}`)).blob();
  return new File([blob], path.split("/").pop());
}

/** Whether a folder is being watched. */
export async function hasFolder() {
  try {
    return Boolean((await (await ask("/api/drafts")).json()).folder);
  } catch {
    return false;
  }
}
