// What a part of a page could not send is said where it was tried; what was typed stays as it is.
const words = { 413: "large", 503: "away" };

const forget = form => form.querySelectorAll("[data-refused]").forEach(said => said.remove());

const say = event => {
  const form = event.detail.elt.closest("form");
  const templates = document.getElementById("refused");
  if (!form || !templates) return;
  forget(form);
  const word = words[event.detail.xhr.status] ?? "other";
  form.prepend(templates.content.querySelector(`[data-refused="${word}"]`).cloneNode(true));
};

document.addEventListener("htmx:beforeRequest", event => {
  const form = event.detail.elt.closest("form");
  if (form) forget(form);
});
document.addEventListener("htmx:responseError", say);
document.addEventListener("htmx:sendError", say);

// A form that comes back refused begins at the first field that it is about.
const wrong = ".input-validation-error, [aria-invalid=true]";

document.addEventListener("htmx:load", ({ detail: { elt } }) => {
  const fields = [...elt.querySelectorAll(wrong)];
  fields.forEach(field => field.setAttribute("aria-invalid", "true"));
  fields.find(field => field.checkVisibility())?.focus();
});
