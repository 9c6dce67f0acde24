// What every page needs: after a part of the page is replaced, the keyboard goes where the new part asks for it.
document.addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt.querySelector?.("[data-focus]")?.focus();
});
