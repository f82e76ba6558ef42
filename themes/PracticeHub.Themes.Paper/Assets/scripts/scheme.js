// Light or dark by hand. Choosing what the system says anyway goes back to following the system.
import { onContent } from "./page";
import { write } from "./storage";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const shown = () => root.dataset.theme ?? (system.matches ? "dark" : "light");

const toggle = () => {
  const wanted = shown() === "dark" ? "light" : "dark";
  const follows = (wanted === "dark") === system.matches;
  write("theme", follows ? null : wanted);
  if (follows) delete root.dataset.theme;
  else root.dataset.theme = wanted;
};

onContent("[data-theme-switch]", button => {
  button.hidden = false;
  button.addEventListener("click", toggle);
});
