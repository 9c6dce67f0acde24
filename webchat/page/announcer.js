// Says each new message once, apart from the visible conversation, so that a screen reader never starts that over. The way of
// Bot Framework Web Chat: a live region that is always there, a line added per message, old lines taken out without a word.
import { make } from "./dom.js";

const STAYS = 30000;

export function announcer() {
  const region = make("div", { class: "hidden live", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
  return {
    region,
    say(text, language) {
      const line = make("p", { lang: language }, text);
      region.append(line);
      setTimeout(() => line.remove(), STAYS);
    },
    clear: () => region.replaceChildren(),
  };
}
