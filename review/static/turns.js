// Arrow keys go to the previous and next conversation, unless somebody types or moves within something that scrolls.
document.addEventListener("keydown", (event) => {
  const direction = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const free = event.target === document.body || event.target.matches("main, a");
  if (!direction || !free || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  document.querySelector(`main a[rel="${direction}"]`)?.click();
});
