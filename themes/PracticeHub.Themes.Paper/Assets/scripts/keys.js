// Single keys: data-hotkey on a link, button or field. They can be switched off (WCAG 2.1.4), and "?" lists those of the page.
import { install, uninstall } from "@github/hotkey";
import { onContent } from "./page";
import { read, write } from "./storage";

const isOn = () => read("keys") !== "off";
export const keysAreOn = isOn;

const nameOf = element => element.dataset.keyName ?? element.getAttribute("aria-label") ?? element.textContent.trim();

const list = dialog => {
  const names = dialog.querySelector("dl");
  names.querySelectorAll("[data-found]").forEach(row => row.remove());
  document.querySelectorAll("[data-hotkey]").forEach(element => {
    const key = document.createElement("dt");
    const name = document.createElement("dd");
    key.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.hotkey.toUpperCase() }));
    name.textContent = nameOf(element);
    [key, name].forEach(cell => { cell.dataset.found = ""; names.append(cell); });
  });
};

const open = () => {
  const dialog = document.getElementById("keys");
  if (!dialog || dialog.open) return;
  list(dialog);
  dialog.showModal();
};

onContent("[data-hotkey]", element => isOn() && install(element, element.dataset.hotkey));
onContent("[data-keys-open]", button => {
  button.hidden = false;
  button.addEventListener("click", open);
});
onContent("[data-keys-switch]", box => {
  box.checked = isOn();
  box.addEventListener("change", () => {
    write("keys", box.checked ? null : "off");
    document.querySelectorAll("[data-hotkey]").forEach(element =>
      box.checked ? install(element, element.dataset.hotkey) : uninstall(element));
  });
});

const isTyping = target => target.closest?.("input, textarea, select, [contenteditable], dialog");

// What a key opens is gone on with at its first field, unless another one has the word.
document.addEventListener("toggle", ({ target }) => {
  const isFree = document.activeElement === document.body || document.activeElement.matches("summary");
  if (target.open && isFree && target.querySelector(":scope > summary[data-hotkey]")) target.querySelector("textarea, input:not([type=hidden])")?.focus();
}, true);

// Who came into a field by its key leaves it with Escape, and the keys work again.
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && isOn() && event.target.matches?.("textarea[data-hotkey]") && !event.defaultPrevented) event.target.blur();
});

document.addEventListener("keydown", event => {
  if (event.key === "?" && isOn() && !isTyping(event.target)) open();
});
