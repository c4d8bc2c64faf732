// A word for each family, short enough for a mark in the article.

const WORDS = {
  placeholder: "slot",
  note: "note",
  chat: "chat",
  duplicate: "twice",
  boilerplate: "stock",
  markup: "markup",
  link: "link",
  metadata: "meta",
  office: "office",
};

export const word = (family) => WORDS[family] || family;
