// The text with its facts as chips that cannot be written over, judged while somebody writes. Without this script the
// plain field works just as well, with {names} instead of chips.
const form = document.getElementById("schrijf");
const field = document.getElementById("tekst");
const facts = new Map([...document.querySelectorAll("#feiten [data-naam]")].map((each) => [each.dataset.naam, each.dataset.tekst]));
const PLACE = /\{([a-z0-9_.]+)\}/;
const PAUSE = 700;

const surface = document.createElement("div");
surface.contentEditable = "plaintext-only";
if (surface.contentEditable === "plaintext-only") writeWithChips();
let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(judge, PAUSE);
});
judge();

function writeWithChips() {
  surface.className = "schrijfvlak";
  surface.setAttribute("role", "textbox");
  surface.setAttribute("aria-multiline", "true");
  surface.setAttribute("aria-labelledby", "tekst-naam");
  surface.setAttribute("aria-describedby", "tekst-hulp");
  surface.tabIndex = 0;
  surface.append(...field.value.split(new RegExp(PLACE, "g")).map((part, index) => (index % 2 ? chip(part) : part)));
  surface.addEventListener("input", () => (field.value = written(surface)));
  document.getElementById("tekst-hulp").textContent = "Een lege regel begint een nieuwe alinea. Een blok is een feit: verplaatsen mag, veranderen niet.";
  document.getElementById("tekst-naam").removeAttribute("for");
  field.hidden = true;
  field.before(surface);
  for (const item of document.querySelectorAll("#feiten [data-naam]")) item.append(" ", placer(item.dataset.naam));
}

function chip(name) {
  const made = document.createElement("span");
  made.className = "feit";
  made.contentEditable = "false";
  made.dataset.naam = name;
  made.textContent = facts.get(name) || name;
  return made;
}

// A chip that was deleted comes back where the cursor is; one that is still there moves.
function placer(name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "licht";
  button.textContent = "Zet bij de cursor";
  button.setAttribute("aria-label", `Zet ${facts.get(name)} bij de cursor`);
  button.addEventListener("click", () => {
    const selection = getSelection();
    const range = selection.rangeCount && surface.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
    surface.querySelector(`[data-naam="${name}"]`)?.remove();
    if (range) range.insertNode(chip(name));
    else surface.append(" ", chip(name));
    field.value = written(surface);
    form.dispatchEvent(new Event("input"));
  });
  return button;
}

function written(node) {
  let text = "";
  for (const part of node.childNodes) {
    if (part.nodeType === Node.TEXT_NODE) text += part.data;
    else if (part.dataset?.naam) text += `{${part.dataset.naam}}`;
    else if (part.localName === "br") text += "\n";
    else text += (text && !text.endsWith("\n") ? "\n" : "") + written(part);
  }
  return text;
}

async function judge() {
  const reply = await fetch(form.dataset.oordeel, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (reply?.ok) document.getElementById("oordeel").innerHTML = await reply.text();
  document.getElementById("toon").click();
}
