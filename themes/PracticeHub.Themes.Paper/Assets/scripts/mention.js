// <text-expander keys="@"> around a textarea: names of people while one types. The server decides whom one may see.
import "@github/text-expander-element";
import { onContent } from "./page";

const option = ({ userName, displayName }, index) => {
  const item = document.createElement("li");
  item.id = `mention-${index}`;
  item.setAttribute("role", "option");
  item.dataset.value = userName;
  item.append(displayName, Object.assign(document.createElement("small"), { textContent: `@${userName}` }));
  return item;
};

const suggest = async text => {
  const response = await fetch(`/people/suggest?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
  const people = response.ok ? await response.json() : [];
  const fragment = document.createElement("ul");
  fragment.setAttribute("role", "listbox");
  fragment.append(...people.map(option));
  return { matched: people.length > 0, fragment };
};

onContent('text-expander[keys="@"]', expander => {
  expander.addEventListener("text-expander-change", ({ detail: { text, provide } }) => {
    if (text) provide(suggest(text).catch(() => ({ matched: false })));
  });
  expander.addEventListener("text-expander-value", ({ detail }) => {
    detail.value = `@${detail.item.dataset.value}`;
  });
  expander.addEventListener("text-expander-committed", ({ detail }) =>
    detail.input.dispatchEvent(new Event("input", { bubbles: true })));
});
