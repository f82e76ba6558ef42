// <input type="range"> with an <output> beside it says where it stands.
import { onContent } from "./page";

onContent("input[type=range]", input => {
  const output = input.parentElement.querySelector("output");
  if (!output?.hidden) return;
  const say = () => { output.value = input.value; };
  output.hidden = false;
  input.form?.addEventListener("input", say);
  say();
});
