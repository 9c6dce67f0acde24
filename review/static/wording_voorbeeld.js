// Puts one message in the real chat, and keeps the chat from sending anything.
await customElements.whenDefined("lantaarn-chat");
const chat = document.querySelector("lantaarn-chat");
chat.say = () => chat.status("Dit is een voorbeeld. Hier wordt niets verstuurd.");
chat.parts.log.replaceChildren();
chat.receive([JSON.parse(document.getElementById("bericht").textContent)], false);
