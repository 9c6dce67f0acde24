// Makes <lantaarn-chat> known. A browser that is too old keeps what stands inside the element: the numbers and the plain form.
import { embed } from "./embed.js";
import { LantaarnChat } from "./element.js";

if ("adoptedStyleSheets" in Document.prototype && "replaceSync" in CSSStyleSheet.prototype) {
  customElements.define("lantaarn-chat", LantaarnChat);
  embed();
}
