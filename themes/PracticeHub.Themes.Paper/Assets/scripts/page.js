// Calls back for everything that matches, now and after htmx has put new content in.
export const onContent = (selector, act) => {
  const within = root => {
    if (root.matches?.(selector)) act(root);
    root.querySelectorAll(selector).forEach(act);
  };

  document.addEventListener("DOMContentLoaded", () => within(document.body));
  document.addEventListener("htmx:load", event => within(event.detail.elt));
};
