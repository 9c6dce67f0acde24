// Working through the list by keyboard. Signing takes two keys at once, so that nobody signs by holding Enter.
const form = document.querySelector("form[data-teken]");
const next = document.querySelector("a[data-volgende]");
document.querySelector("[data-toetsen]")?.removeAttribute("hidden");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    const other = event.target.closest("form");
    if (!form || form.dataset.weg || (other && other !== form)) return;
    event.preventDefault();
    form.requestSubmit();
  } else if (next && (event.target === document.body || event.target.id === "inhoud")) {
    event.preventDefault();
    location.assign(next.href);
  }
});
// One signature for one press, however quick the second press comes.
form?.addEventListener("submit", (event) => {
  if (form.dataset.weg) event.preventDefault();
  form.dataset.weg = "ja";
});
