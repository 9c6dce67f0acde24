// One script tag puts the chat on a page of somebody else: its data- attributes are the options of the element.
const OPTIONS = ["server", "kleur", "naam", "groet", "uitgang"];

export function embed() {
  const script = [...document.scripts].find((tag) => tag.src === import.meta.url);
  if (!script || document.querySelector("lantaarn-chat") || !isWanted(script.dataset)) return;
  const chat = document.createElement("lantaarn-chat");
  for (const name of OPTIONS) if (script.dataset[name]) chat.setAttribute(name, script.dataset[name]);
  document.body.append(chat);
}

// Off for a page by <meta name="lantaarn" content="uit">; on or off for parts of a site by the starts of their paths.
function isWanted({ alleen, niet }) {
  const switched = document.querySelector('meta[name="lantaarn"]');
  if (switched) return switched.content !== "uit";
  const within = (starts) => starts.split(/\s+/).some((start) => start && location.pathname.startsWith(start));
  return (!alleen || within(alleen)) && !(niet && within(niet));
}
