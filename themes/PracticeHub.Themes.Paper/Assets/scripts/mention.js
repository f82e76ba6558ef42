// <text-expander keys="@ [["> around a textarea: names of people after @, and items after [[, while one types. The server decides
// whom and what one may see.
import "@github/text-expander-element";
import { onContent } from "./page";

const kinds = {
  "@": { address: "/people/suggest?q=", title: person => person.displayName, detail: person => `@${person.userName}`, text: person => `@${person.userName}` },
  "[[": {
    address: "/search/items?q=", title: item => item.title, detail: item => item.detail,
    text: item => `[${item.title.replace(/[\\[\]]/g, "\\$&")}](${item.href})`,
  },
};

const option = (kind, found, index) => {
  const item = document.createElement("li");
  item.id = `mention-${index}`;
  item.setAttribute("role", "option");
  item.dataset.value = kind.text(found);
  const title = Object.assign(document.createElement("span"), { textContent: kind.title(found), dir: "auto" });
  item.append(title, Object.assign(document.createElement("small"), { textContent: kind.detail(found), dir: "auto" }));
  return item;
};

const suggest = async (kind, text) => {
  const response = await fetch(kind.address + encodeURIComponent(text), { headers: { Accept: "application/json" } });
  const found = response.ok ? await response.json() : [];
  const fragment = document.createElement("ul");
  fragment.setAttribute("role", "listbox");
  fragment.append(...found.map((one, index) => option(kind, one, index)));
  return { matched: found.length > 0, fragment };
};

onContent("text-expander", expander => {
  let newest;
  expander.addEventListener("text-expander-change", ({ detail: { key, text, provide } }) => {
    const asked = text && kinds[key] ? suggest(kinds[key], text).catch(() => ({ matched: false })) : Promise.resolve({ matched: false });
    // Answers may overtake each other: one that comes late gives way to what was asked last.
    const mine = newest = asked.then(found => newest === mine ? found : newest);
    provide(mine);
  });
  expander.addEventListener("text-expander-value", ({ detail }) => {
    detail.value = detail.item.dataset.value;
  });
  expander.addEventListener("text-expander-committed", ({ detail }) =>
    detail.input.dispatchEvent(new Event("input", { bubbles: true })));
});
