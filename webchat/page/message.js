// From the text of an answer to paragraphs, lists and the line that names the source.
import { make } from "./dom.js";

const DIALLED = /^tel:\d+$/;

export function messageBody(text) {
  const body = document.createDocumentFragment();
  for (const block of text.split(/\n{2,}/)) {
    if (block.startsWith("Bron: ")) body.append(make("p", { class: "source" }, block));
    else body.append(...paragraphsAndLists(block));
  }
  return body;
}

function paragraphsAndLists(block) {
  const made = [];
  for (const line of block.split("\n")) {
    const item = line.startsWith("- ");
    const last = made[made.length - 1];
    if (item && last && last.localName === "ul") last.append(make("li", {}, line.slice(2)));
    else if (item) made.push(make("ul", {}, make("li", {}, line.slice(2))));
    else if (last && last.localName === "p") last.append("\n" + line);
    else made.push(make("p", {}, line));
  }
  return made;
}

// Buttons of an answer: a number is a link that dials, anything else says what it holds; no other address is ever made a link.
export function choices(buttons, choose) {
  const made = buttons.map((choice) => {
    if (DIALLED.test(choice.url || "")) return make("a", { class: "call", href: choice.url }, choice.title);
    if (!choice.payload) return "";
    return make("button", { type: "button", class: "choice", click: () => choose(choice) }, choice.title);
  });
  return make("div", { class: "choices" }, ...made.filter(Boolean));
}
