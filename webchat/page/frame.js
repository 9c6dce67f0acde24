// Everything around the conversation: the bar with the way out, the notice, the panels, and the place to type.
import style from "./chat.css";
import { button, make } from "./dom.js";
import { leaveButton } from "./leave.js";
import { numberPanel } from "./numbers.js";

const SMALL = "(max-width: 40rem)";

let sheet; // one for all elements on a page

export function frame(chat) {
  const { options, texts } = chat;
  const root = chat.attachShadow({ mode: "open" });
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  if (options.colour) chat.style.setProperty("--kleur", options.colour);

  const exit = leaveButton(options.exit, texts, () => chat.forget());
  const title = make(options.page ? "h1" : "h2", {}, options.name);
  const log = make("div", { class: "log", role: "group", "aria-label": texts.talk, tabindex: options.page ? undefined : "0" });
  const status = make("p", { class: "status", role: "status" });
  const field = typingField(chat);
  const say = (text) => (status.textContent = text);
  const inside = [
    make("div", { class: "middle" }, notice(texts), panels(texts, options, say), log, chat.announcer.region),
    form(chat, field, status),
    tools(chat),
  ];
  if (options.page) {
    root.append(make("div", { class: "page", lang: texts.language }, make("header", { class: "top" }, title, exit), make("main", {}, ...inside)));
  } else {
    root.append(...panel(options, texts, title, exit, inside, () => focusField(field)));
  }
  return { log, status, field, focusField: () => focusField(field) };
}

function notice(texts) {
  return make("p", { class: "notice" }, make("b", {}, texts.machine), ` ${texts.danger} `, make("a", { href: "tel:112" }, texts.call));
}

function panels(texts, options, say) {
  const privacy = make("a", { href: `${options.server}/privacy`, target: "_blank", rel: "noopener noreferrer" }, texts.privacy);
  const away = make("details", { class: "panel" }, make("summary", {}, texts.away), ...texts.awayText.map((text) => make("p", {}, text)), make("p", {}, privacy));
  return make("div", { class: "panels" }, away, numberPanel(texts, say));
}

function typingField(chat) {
  const keydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    chat.send();
  };
  // Longer than the bot reads, so that a long story is answered with that and not silently cut; short enough for the server.
  return make("textarea", { id: "vraag", rows: "2", maxlength: "4000", autocomplete: "off", spellcheck: "false", enterkeyhint: "send", keydown });
}

function form(chat, field, status) {
  const { texts } = chat;
  const submit = (event) => {
    event.preventDefault();
    chat.send();
  };
  return make("form", { submit, autocomplete: "off" },
    status,
    make("label", { for: "vraag" }, texts.question),
    make("div", { class: "ask" }, field, make("button", { class: "send" }, texts.send)));
}

// Below the form and not stuck to it, so that a small screen keeps room for the answer.
function tools(chat) {
  const { texts } = chat;
  const ask = (payload, title) => button(title, () => chat.choose({ payload, title }), "plain");
  return make("div", { class: "tools" },
    ask("/gesprek_menu", texts.topics),
    ask("/gesprek_eenvoudiger", texts.simpler),
    button(texts.wipe, () => chat.wipe(), "plain"));
}

// Focus without a keyboard over half of the phone's screen: that comes when the visitor touches the field.
function focusField(field) {
  field.inputMode = "none";
  field.addEventListener("pointerdown", () => (field.inputMode = ""), { once: true });
  field.focus({ preventScroll: true });
}

// A button in the corner that opens the conversation. The way out stands in both, so that it is never out of view.
function panel(options, texts, title, exit, inside, focus) {
  const open = button(texts.open, show, "open");
  const corner = make("div", { class: "corner", lang: texts.language }, open);
  const top = make("div", { class: "top" }, title, button("×", () => dialog.close(), "close"));
  top.lastChild.setAttribute("aria-label", texts.close);
  const dialog = make("dialog", {
    class: "panel-dialog",
    lang: texts.language,
    "aria-label": options.name,
    close: hide,
    keydown: (event) => event.key === "Escape" && dialog.close(),
  }, top, ...inside);

  function show() {
    // On a phone it fills the screen, so nothing behind it may take the focus; on a desk the page stays usable.
    if (matchMedia(SMALL).matches) dialog.showModal();
    else dialog.show();
    top.insertBefore(exit, top.lastChild);
    corner.hidden = true;
    focus();
  }

  function hide() {
    corner.hidden = false;
    corner.append(exit);
    open.focus();
  }
  return [corner, dialog];
}
