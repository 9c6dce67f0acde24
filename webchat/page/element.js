// <lantaarn-chat>: the conversation as a visitor sees and hears it. On a page of its own, or as a panel on somebody else's.
import content from "content.json";
import { announcer } from "./announcer.js";
import { make } from "./dom.js";
import { frame } from "./frame.js";
import { IS_DOWN, Line } from "./line.js";
import { choices, messageBody } from "./message.js";
import { numberList } from "./numbers.js";
import { optionsOf } from "./options.js";

const SHOWS_WAITING = 400;

export class LantaarnChat extends HTMLElement {
  connectedCallback() {
    addEventListener("pagehide", (this.onLeave = () => this.restart()));
    if (this.shadowRoot) return; // it was only moved
    this.options = optionsOf(this);
    this.texts = this.options.texts;
    this.line = new Line(this.options.server);
    this.announcer = announcer();
    this.busy = null; // stands for the message that is on its way
    this.card = null; // the numbers, while the line is down
    this.parts = frame(this);
    this.replaceChildren(); // what stood here for browsers that do not know this element
    this.greet();
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.onLeave);
    this.forget();
  }

  greet() {
    const { greeting, name } = this.options;
    this.receive([{ ...content.groet, text: greeting || content.groet.text.replace("Lantaarn", name) }], false);
  }

  async say(message, shown) {
    if (this.busy) return this.status(this.texts.busy);
    const talk = (this.busy = {});
    const mine = this.show(messageText(shown), "mine", this.texts.you);
    mine.scrollIntoView({ block: "nearest" });
    const waiting = setTimeout(() => this.status(this.texts.typing), SHOWS_WAITING);
    const reply = await this.line.ask(message, (what) => this.busy === talk && this.meet(what));
    clearTimeout(waiting);
    if (this.busy !== talk) return; // erased or left meanwhile
    this.busy = null;
    this.status(reply.fout || "");
    this.recover();
    if (reply.fout) {
      // Nothing was answered: the words go back to where they can be sent again.
      mine.remove();
      if (message.tekst && !this.parts.field.value) this.parts.field.value = message.tekst;
      return;
    }
    if (reply.wiped) this.parts.log.replaceChildren();
    if (reply.restarted) this.note(this.texts.restarted);
    this.receive(reply.berichten, true);
    mine.scrollIntoView();
  }

  send() {
    const text = this.parts.field.value.trim();
    if (!text) return this.parts.field.focus();
    if (!this.busy) this.parts.field.value = "";
    this.say({ tekst: text }, text);
  }

  choose(choice) {
    this.say({ knop: choice.payload }, choice.title);
    this.parts.focusField();
  }

  receive(messages, aloud) {
    for (const { text, buttons = [], language } of messages) {
      const bubble = this.show(messageBody(text), "theirs", `${this.options.name}: `);
      bubble.lang = language || "nl";
      if (language) bubble.dir = "auto";
      if (buttons.length) this.parts.log.append(choices(buttons, (choice) => this.choose(choice)));
      if (aloud) this.announcer.say([text, buttons.length && this.texts.choose + buttons.map((b) => b.title).join(", ")].filter(Boolean).join("\n"), bubble.lang);
    }
  }

  show(body, who, speaker) {
    const bubble = make("div", { class: `bubble ${who}` }, make("span", { class: "hidden" }, speaker), body);
    this.parts.log.append(bubble);
    return bubble;
  }

  note(text) {
    this.parts.log.append(make("p", { class: "note" }, text));
    this.announcer.say(text);
  }

  status(text) {
    this.parts.status.textContent = text;
  }

  // The line is slow or down: the numbers come in view at once, and stay until there is an answer.
  meet(what) {
    if (!this.card) {
      this.card = make("div", { class: "trouble" }, make("p"), numberList());
      this.parts.log.append(this.card);
    }
    if (this.card.dataset.met === what) return;
    this.card.dataset.met = what;
    this.card.firstChild.textContent = this.texts[what];
    this.announcer.say(this.texts[what]);
    this.card.scrollIntoView();
  }

  recover() {
    if (!this.card) return;
    if (this.card.dataset.met === IS_DOWN) this.announcer.say(this.texts.back);
    // Somebody who is on a number stays on it.
    if (!this.card.contains(this.shadowRoot.activeElement)) this.card.remove();
    this.card = null;
  }

  forget() {
    this.line.hangUp();
    this.busy = this.card = null;
    this.parts.log.replaceChildren();
    this.announcer.clear();
    this.parts.field.value = "";
    this.status("");
  }

  restart() {
    this.forget();
    this.greet();
  }

  wipe() {
    this.restart();
    this.status(this.texts.wiped);
    this.parts.focusField();
  }
}

function messageText(text) {
  return make("p", {}, text);
}
