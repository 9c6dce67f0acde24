// Builds elements without ever reading markup: what comes from outside can only become text or an attribute named here.
export function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export function button(title, press, className = "") {
  return make("button", { type: "button", class: className, click: press }, title);
}
