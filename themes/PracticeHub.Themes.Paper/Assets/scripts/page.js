// Calls back once for everything that matches, now and after htmx has put new content in: htmx tells of the whole page too.
export const onContent = (selector, act) =>
  document.addEventListener("htmx:load", ({ detail: { elt } }) => {
    if (elt.matches(selector)) act(elt);
    elt.querySelectorAll(selector).forEach(act);
  });
