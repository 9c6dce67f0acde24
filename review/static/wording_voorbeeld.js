// Puts one message in the real chat, and keeps the chat from sending anything and from leading away from the page around it.
const chat = document.querySelector("lantaarn-chat");
const EXAMPLE = "Dit is een voorbeeld. Hier wordt niets verstuurd.";

// Also the way out that visitors have, as a link or as three times Shift: somebody is writing here.
function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  chat.status?.(EXAMPLE);
}
addEventListener("click", (event) => event.composedPath().some((each) => each.localName === "a") && stop(event), true);
addEventListener("keyup", (event) => event.key === "Shift" && event.stopImmediatePropagation(), true);

await customElements.whenDefined("lantaarn-chat");
chat.say = () => chat.status(EXAMPLE);
chat.parts.log.replaceChildren();
chat.receive([JSON.parse(document.getElementById("bericht").textContent)], false);
