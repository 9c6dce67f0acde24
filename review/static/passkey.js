// Says what went wrong with a passkey. Without this, allauth's own script would say it in English, and only to the console.
const SENTENCES = {
  InvalidStateError: "Deze passkey is hier al toegevoegd. Gebruik een andere.",
  NotAllowedError: "De passkey is niet gebruikt: het werd afgebroken of duurde te lang. Probeer het opnieuw.",
  SecurityError: "Op dit adres werken passkeys niet. Open het nakijkgereedschap met zijn naam, niet met een nummer.",
};

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const message = document.createElement("p");
  message.className = "melding error";
  message.textContent = SENTENCES[event.detail.exception?.name] ?? "De passkey werkt nu niet. Probeer het opnieuw, of gebruik een code.";
  document.getElementById("meldingen").replaceChildren(message);
  message.scrollIntoView({ block: "nearest" });
});
