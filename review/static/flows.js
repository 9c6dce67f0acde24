// Pictures that are larger than their box: says that they slide, and opens them where they begin. Without this script the
// box slides too, from its corner, which of a wide tree is white. Where a picture begins, its own SVG says (data-begin).
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    open(target);
  }
});
for (const box of document.querySelectorAll("[data-schuif]")) {
  const image = box.querySelector("img");
  if (image.complete) seen.observe(box);
  else image.addEventListener("load", () => seen.observe(box), { once: true });
}

async function open(box) {
  if (box.scrollWidth <= box.clientWidth + 1 && box.scrollHeight <= box.clientHeight + 1) return;
  box.closest("figure").parentElement.querySelector("[data-schuif-tekst]").hidden = false;
  const image = box.querySelector("img");
  const answer = await fetch(image.currentSrc);
  if (!answer.ok) return;
  // Read as text: a parsed picture has styles of its own, which this site does not allow.
  const [, left, top] = /data-begin="([\d.]+) ([\d.]+)"/.exec(await answer.text()) ?? [0, 0, 0];
  // Who slid it meanwhile is looking at something.
  if (box.scrollLeft || box.scrollTop) return;
  box.scrollTo(left * image.clientWidth - box.clientWidth / 2, top * image.clientHeight - box.clientHeight / 2);
}
