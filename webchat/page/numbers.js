// The help numbers, built in from data/facts: they are here when nothing else is.
import content from "content.json";
import { button, make } from "./dom.js";

export function numberList() {
  return make("div", { class: "numbers", lang: "nl" }, ...content.nummers.flatMap(({ land, lijnen }) => [
    make("b", {}, land),
    make("ul", { "aria-label": land }, ...lijnen.map(([name, number, purpose]) =>
      make("li", {}, make("a", { class: "call", href: `tel:${number.replace(/\D/g, "")}` }, number), make("span", {}, make("b", {}, name), ` ${purpose}`)))),
  ]));
}

export function numberPanel(texts, say) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(asText());
      say(texts.copied);
    } catch {
      say(texts.notCopied); // an old browser, or a site that forbids it
    }
  };
  const made = make("details", { class: "panel" },
    make("summary", {}, texts.numbers),
    numberList(),
    make("div", { class: "choices tools" },
      button(texts.copy, copy),
      button(texts.print, () => { made.open = true; printOnly(made.getRootNode().host); })));
  return made;
}

function asText() {
  return content.nummers.flatMap(({ land, lijnen }) => [land, ...lijnen.map(([name, number, purpose]) => `${number}  ${name}: ${purpose}`), ""]).join("\n");
}

// On somebody else's page the rest of that page stays off the paper too.
function printOnly(host) {
  const rest = [...document.body.children].filter((child) => !child.contains(host) && !child.hidden);
  rest.forEach((child) => (child.hidden = true));
  window.print();
  rest.forEach((child) => (child.hidden = false));
}
