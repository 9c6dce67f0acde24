// Working through sentences by keyboard. Every key presses a button that stands on the page, so that without this script,
// or with the keys switched off, everything works by those buttons.
const place = document.getElementById("zin");
const announce = (text) => {
  const line = document.createElement("p");
  line.className = "melding error";
  line.textContent = text;
  document.getElementById("meldingen").replaceChildren(line);
};
// After the next sentence appears, a second press that was meant for the one before must not count. As long as presses do
// not count, in milliseconds after the sentence came, the section says so with data-wacht.
const PAUSE = 200;
let busy = false;
let pausing;

if (place) {
  prepare();
  document.addEventListener("htmx:beforeRequest", () => {
    busy = true;
    clearTimeout(pausing);
    place.setAttribute("data-wacht", "");
  });
  document.addEventListener("htmx:afterRequest", () => {
    busy = false;
    pause();
  });
  document.addEventListener("htmx:afterSettle", () => {
    pause();
    prepare();
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
    document.addEventListener(failure, () => announce("Dat lukte niet. Je laatste keuze is misschien niet bewaard. Probeer het opnieuw, of ververs de pagina."));
  // Who was signed out meanwhile gets the login page, and not as a part of this one.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (new URL(event.detail.xhr.responseURL).pathname.startsWith("/account/")) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  place.addEventListener("click", (event) => {
    // The second click of a double one lands on the sentence that came.
    if ((tooSoon() || event.detail > 1) && event.target.closest("button")) event.preventDefault();
  });
  if (place.hasAttribute("data-toetsen")) {
    place.classList.add("met-toetsen");
    document.addEventListener("keydown", onKey);
  }
}
document.querySelector("[data-download]")?.addEventListener("submit", (event) => {
  // The answer is a file, so this page stays; what comes next stands on the page as it is afterwards.
  event.submitter.disabled = true;
  setTimeout(() => location.assign(event.target.querySelector("[data-verder]").href), 1500);
});

function pause() {
  if (busy) return;
  clearTimeout(pausing);
  place.setAttribute("data-wacht", "");
  pausing = setTimeout(() => place.removeAttribute("data-wacht"), PAUSE);
}

function tooSoon() {
  return place.hasAttribute("data-wacht");
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
  const search = place.querySelector("[role=combobox]");
  // Searching judges nothing, so it need not wait.
  if (event.key === "/" && search && !busy) {
    event.preventDefault();
    search.focus();
    return;
  }
  if (tooSoon()) {
    // Who types on would otherwise judge with the tail of a word: only after a silence do keys count again.
    pause();
    return;
  }
  const danger = document.getElementById("gevaar");
  if (event.key === "Escape" && danger?.open) {
    danger.open = false;
    document.getElementById("de-zin").focus();
    return;
  }
  // Shift is part of "/" on many keyboards; a capital is no shortcut.
  if (event.shiftKey || !/^[a-z0-9]$/.test(event.key)) return;
  const attribute = danger?.open && /\d/.test(event.key) ? "data-danger-key" : "data-key";
  const target = place.querySelector(`[${attribute}="${event.key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("summary")) {
    danger.open = true;
    danger.querySelector("button").focus();
  } else target.click();
}

function prepare() {
  const list = place.querySelector("[data-zoek] select");
  if (list && !list.hidden) searchable(list);
  if (!place.hasAttribute("data-toetsen")) return;
  for (const each of place.querySelectorAll("[data-key]")) each.setAttribute("aria-keyshortcuts", each.dataset.key);
  place.querySelector("[role=combobox]")?.setAttribute("aria-keyshortcuts", "/");
}

// The list of topics as a field to type in; the list itself stays the one that is sent.
function searchable(list) {
  const box = document.createElement("div");
  box.className = "combo";
  const input = document.createElement("input");
  Object.assign(input, { id: "zoek-onderwerp", type: "text", autocomplete: "off", spellcheck: false });
  const options = document.createElement("ul");
  options.id = "gevonden-onderwerpen";
  options.hidden = true;
  options.setAttribute("role", "listbox");
  options.setAttribute("aria-label", "Gevonden onderwerpen");
  const none = document.createElement("p");
  none.className = "geen";
  none.setAttribute("role", "status");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": options.id, "aria-autocomplete": "list" }))
    input.setAttribute(name, value);
  place.querySelector("[data-zoek] label").htmlFor = input.id;
  const button = place.querySelector("[data-zoek] button");
  list.hidden = button.hidden = true;
  box.append(input, options, none);
  list.before(box);
  const topics = [...list.querySelectorAll("option[value]:not([value=''])")].map((option) => ({ value: option.value, label: option.textContent }));
  let active = -1;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const mark = (index) => {
    active = index;
    [...options.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    const chosen = options.children[index];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    options.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const show = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const found = words.length ? topics.filter((topic) => words.every((word) => fold(topic.label).includes(word))) : topics;
    options.replaceChildren(...found.map((topic, index) => {
      const option = document.createElement("li");
      option.id = `onderwerp-${index}`;
      option.setAttribute("role", "option");
      option.dataset.value = topic.value;
      option.textContent = topic.label;
      return option;
    }));
    options.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    none.textContent = found.length ? "" : "Geen onderwerp gevonden. Probeer een ander woord.";
    mark(found.length && words.length ? 0 : -1);
  };
  const choose = (option) => {
    list.value = option.dataset.value;
    close();
    button.click();
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", () => setTimeout(close));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (options.hidden) show();
      const count = options.children.length;
      if (count) mark(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!options.hidden && options.children[active]) choose(options.children[active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      input.value = none.textContent = "";
      close();
      document.getElementById("de-zin").focus();
    }
  });
  options.addEventListener("mousedown", (event) => event.preventDefault());
  options.addEventListener("click", (event) => event.target.dataset.value && choose(event.target));
}
