// What the owner of a site may set, as attributes of the element. A value that cannot be used is left aside with a warning.
import { texts } from "texts";

const EXIT = "https://www.buienradar.nl/";
const LEAST_CONTRAST = 4.5;

export function optionsOf(element) {
  const given = (name) => element.getAttribute(name) || "";
  const usable = (name, works) => {
    if (!given(name) || works(given(name))) return given(name);
    console.warn(`lantaarn-chat: ${name} is niet bruikbaar`);
    return "";
  };
  return {
    server: (usable("server", isSite) || new URL(import.meta.url).origin).replace(/\/$/, ""),
    exit: usable("uitgang", (value) => value.startsWith("https://") && isSite(value)) || EXIT,
    colour: usable("kleur", (value) => /^#[0-9a-f]{6}$/i.test(value) && contrastWithWhite(value) >= LEAST_CONTRAST),
    name: given("naam") || "Lantaarn",
    greeting: given("groet"),
    texts,
    page: element.hasAttribute("pagina"),
  };
}

function isSite(value) {
  try {
    return /^https?:$/.test(new URL(value).protocol);
  } catch {
    return false;
  }
}

// White letters stand on the colour; WCAG's own sum says whether they can be read.
function contrastWithWhite(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
