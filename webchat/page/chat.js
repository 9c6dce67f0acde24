// The plain chat page. Nothing of the conversation is kept in the browser: the session id lives in this variable only.
const EXIT = "https://www.buienradar.nl/";
const log = document.getElementById("gesprek");
const live = document.getElementById("melding");
const busy = document.getElementById("bezig");
const form = document.getElementById("formulier");
const field = document.getElementById("vraag");
let session = "";
let offered = ""; // the masked sentence that the bot asked for; only a yes sends it back
let waiting = false;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function show(text, who) {
  const bubble = element("div", who === "me" ? "bubble mine" : "bubble");
  bubble.append(element("span", "hidden", who === "me" ? "Jij: " : "Lantaarn: "));
  const [body, source] = split(text);
  bubble.append(body);
  if (source) bubble.append(element("p", "source", source));
  log.append(bubble);
  return bubble;
}

// The last paragraph names the source; it is shown smaller, never left out.
function split(text) {
  const at = text.lastIndexOf("\n\nBron: ");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 2)];
}

function choices(buttons) {
  const row = element("div", "choices");
  for (const button of buttons) {
    if (/^tel:\d+$/.test(button.url || "")) {
      const call = element("a", "call", button.title);
      call.href = button.url;
      row.append(call);
    } else if (button.payload) {
      const choice = element("button", "", button.title);
      choice.type = "button";
      choice.addEventListener("click", () => say({ knop: button.payload }, button.title));
      row.append(choice);
    }
  }
  if (row.childElementCount) log.append(row);
}

// Announced once, apart from the visible log, so that a screen reader never reads the whole conversation again.
function announce(text) {
  const line = element("p", "", text);
  live.append(line);
  setTimeout(() => line.remove(), 10000);
}

function receive(messages) {
  let first = null;
  for (const message of messages) {
    const bubble = show(message.text, "bot");
    if (message.language) { bubble.lang = message.language; bubble.dir = "auto"; }
    first = first || bubble;
    choices(message.buttons || []);
    announce(message.text);
  }
  if (first) first.scrollIntoView({ block: "nearest" });
}

function send(body) {
  const headers = { "Content-Type": "application/json" };
  if (session) headers["X-Sessie"] = session;
  return fetch("/api/bericht", { method: "POST", headers, body: JSON.stringify(body), cache: "no-store" });
}

async function solve({ zout, nullen }) {
  const encoder = new TextEncoder();
  for (let start = 0; ; start += 256) {
    const tries = Array.from({ length: 256 }, (_, i) => crypto.subtle.digest("SHA-256", encoder.encode(`${zout}:${start + i}`)));
    const found = (await Promise.all(tries)).findIndex((digest) => new DataView(digest).getUint32(0) >>> (32 - nullen) === 0);
    if (found >= 0) return String(start + found);
  }
}

async function say(body, shown) {
  if (waiting) return;
  waiting = true;
  busy.hidden = false;
  if (shown) {
    show(shown, "me").scrollIntoView({ block: "nearest" });
    field.focus();
  }
  try {
    if (offered) body.bewaarzin = offered;
    let reply = await send(body);
    let answer = await reply.json();
    if (reply.status === 428) {
      // It is busy: a small sum by this device, and the same message once more.
      reply = await send({ ...body, som: answer.som.zout, uitkomst: await solve(answer.som) });
      answer = await reply.json();
    }
    offered = answer.bewaarzin || "";
    session = reply.headers.get("X-Sessie") ?? session;
    receive(answer.berichten || [{ text: answer.fout, buttons: [] }]);
  } catch {
    receive([{
      text: "De chat is nu niet bereikbaar. Probeer het zo nog eens, of bel.",
      buttons: [
        { title: "Bel 112", url: "tel:112" },
        { title: "Bel 0900-8844 (politie)", url: "tel:09008844" },
        { title: "Bel 0800-7000 (anoniem)", url: "tel:08007000" },
      ],
    }]);
  } finally {
    waiting = false;
    busy.hidden = true;
  }
}

function forget() {
  if (session) navigator.sendBeacon("/api/wis", new Blob([JSON.stringify({ sessie: session })], { type: "application/json" }));
  session = offered = "";
  log.replaceChildren();
  live.replaceChildren();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text || waiting) return;
  field.value = "";
  say({ tekst: text }, text);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
document.getElementById("wis").addEventListener("click", () => {
  forget();
  receive([{ text: "Dit gesprek is gewist.", buttons: [] }]);
  field.focus();
});
document.getElementById("weg").addEventListener("click", () => {
  forget();
  document.body.replaceChildren();
  location.replace(EXIT);
});
addEventListener("pagehide", forget);
say({ knop: "/gesprek_groet" });
