// J and K walk the rows of a list: [data-keys] around it, [data-row] on each row (a link, or something that holds one).
// data-keys="open" also opens the row, as a desk does, where that leads to no other page; the focus goes along.
import { keysAreOn } from "./keys";
import { onContent } from "./page";
import { read, write } from "./storage";

const isTyping = target => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
const current = rows => {
  const focused = rows.findIndex(row => row.contains(document.activeElement));
  return focused >= 0 ? focused : rows.findIndex(row => row.matches("[aria-current]:not([aria-current=false]), [aria-selected=true]"));
};
const linkOf = row => (row.matches("a[href]") ? row : row.querySelector("a[href]"));

const step = (list, by) => {
  const rows = [...list.querySelectorAll("[data-row]")];
  const at = current(rows);
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (!next || next === rows[at]) return;
  const link = list.dataset.keys === "open" && linkOf(next);
  if (link && link.pathname === location.pathname) {
    write("walked", link.href);
    link.click();
  }
  if (!next.matches("a, button, [tabindex]")) next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};

onContent("[data-keys=open]", list => {
  if (read("walked") === location.href) list.querySelector("[data-row][aria-current]")?.focus();
  write("walked", null);
});

document.addEventListener("keydown", event => {
  const by = { j: 1, k: -1 }[event.key];
  const list = by && document.querySelector("[data-keys]");
  if (!list || !keysAreOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  step(list, by);
});
