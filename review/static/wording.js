// The text with its facts as chips that cannot be written over, judged while somebody writes. Without this script the
// plain field works just as well, with {names} instead of chips.
const form = document.getElementById("schrijf");
const field = document.getElementById("tekst");
const facts = new Map([...document.querySelectorAll("#feiten [data-naam]")].map((each) => [each.dataset.naam, each.dataset.tekst]));
const PLACE = /\{([a-z0-9_.]+)\}/;
const PAUSE = 700;
// What somebody typed and did not keep yet stays in this tab, also when signing in again comes in between.
const DRAFT = `concept ${form.dataset.concept}`;
const fields = [field, ...form.querySelectorAll('[name="knop"], [name="toelichting"]')];
const COMES_BACK = "Wat je typte, komt dan terug. Kopieer het voor de zekerheid.";
const notice = document.createElement("p");

takeBack();
const surface = document.createElement("div");
surface.contentEditable = "plaintext-only";
if (surface.contentEditable === "plaintext-only") writeWithChips();
let waiting;
form.addEventListener("input", () => {
  sessionStorage.setItem(DRAFT, JSON.stringify({ stand: form.dataset.stand, texts: fields.map((each) => each.value) }));
  clearTimeout(waiting);
  waiting = setTimeout(judge, PAUSE);
});
// A frame that is new has no history: Back leaves this page at once, however often the preview was shown.
document.getElementById("toon").addEventListener("click", () => {
  const frame = document.querySelector("iframe[name=voorbeeld]");
  frame.replaceWith(frame.cloneNode());
});
judge();

// A draft belongs to the page as it was: once a proposal was kept or taken away, it is thrown away.
function takeBack() {
  const draft = JSON.parse(sessionStorage.getItem(DRAFT));
  if (draft && draft.stand !== form.dataset.stand) sessionStorage.removeItem(DRAFT);
  else if (draft && !("verstuurd" in form.dataset) && fields.some((each, index) => each.value !== draft.texts[index])) {
    fields.forEach((each, index) => (each.value = draft.texts[index] ?? each.value));
    const away = document.createElement("button");
    away.type = "button";
    away.className = "licht";
    away.textContent = "Gooi het weg";
    away.addEventListener("click", () => {
      sessionStorage.removeItem(DRAFT);
      location.assign(location.pathname);
    });
    say("info", "Dit typte je hier eerder. Het is nog niet bewaard.", away);
  }
}

function say(kind, sentence, action) {
  notice.className = `melding ${kind}`;
  notice.replaceChildren(sentence, " ", action);
  document.getElementById("meldingen").append(notice);
}

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
  for (const item of document.querySelectorAll("#feiten [data-naam]")) item.append(" ", placer(item.dataset.naam, Number(item.dataset.keer)));
}

function chip(name) {
  const made = document.createElement("span");
  made.className = "feit";
  made.contentEditable = "false";
  made.dataset.naam = name;
  made.textContent = facts.get(name) || name;
  return made;
}

// A chip that was deleted comes back where the cursor is; when all are still there, the first one moves.
function placer(name, times) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "licht";
  button.textContent = "Zet bij de cursor";
  button.setAttribute("aria-label", `Zet ${facts.get(name)} bij de cursor`);
  button.addEventListener("click", () => {
    const selection = getSelection();
    const range = selection.rangeCount && surface.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
    const there = surface.querySelectorAll(`[data-naam="${name}"]`);
    if (there.length >= times) there[0].remove();
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

// Followed, a redirect would bring the login page, with fields that this form would then have to send along.
async function judge() {
  const body = new FormData(form);
  const reply = await fetch(form.dataset.oordeel, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (reply?.ok) {
    document.getElementById("oordeel").innerHTML = await reply.text();
    document.getElementById("toon").click();
  } else if (reply?.type === "opaqueredirect") sayAgain(`Je bent uitgelogd. Open deze pagina opnieuw en log in. ${COMES_BACK}`);
  else if (reply?.status === 403) sayAgain(`Deze pagina is verlopen. Open de pagina opnieuw. ${COMES_BACK}`);
}

function sayAgain(sentence) {
  const again = document.createElement("a");
  again.href = location.pathname;
  again.textContent = "Open de pagina opnieuw";
  say("warning", sentence, again);
}
