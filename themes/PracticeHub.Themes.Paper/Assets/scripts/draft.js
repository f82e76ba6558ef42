// <form data-draft="log"> keeps what is typed on this device until the server has taken it.
import { onContent } from "./page";
import { keysStartingWith, read, write } from "./storage";

const member = () => document.body.dataset.member ?? "";
const keyOf = form => `draft:${member()}:${form.dataset.draft}`;
const sentKeyOf = form => `sent:${keyOf(form)}`;
const fieldsOf = form => [...form.elements].filter(field =>
  field.name && !field.name.startsWith("__") && (field.tagName === "TEXTAREA" || ["text", "url", "search"].includes(field.type)));
const hint = (form, shown) => form.querySelectorAll("[data-draft-hint]").forEach(element => { element.hidden = !shown; });

const save = form => {
  const typed = Object.fromEntries(fieldsOf(form).filter(field => field.value !== field.defaultValue).map(field => [field.name, field.value]));
  const any = Object.values(typed).some(value => value.trim());
  hint(form, write(keyOf(form), any ? JSON.stringify(typed) : null) && any);
};

const forget = form => {
  write(keyOf(form), null);
  write(sentKeyOf(form), null);
  hint(form, false);
};

// A fresh visit after sending means the server took it. Coming back, reloading or a refused form means it may not have.
const settle = form => {
  const sent = read(sentKeyOf(form));
  write(sentKeyOf(form), null);
  const [visit] = performance.getEntriesByType("navigation");
  const refused = form.querySelector(".input-validation-error, .validation-summary-errors, .field-validation-error");
  if (sent && visit?.type !== "navigate" && !refused) write(keyOf(form), sent);
};

const restore = form => {
  settle(form);
  const typed = JSON.parse(read(keyOf(form)) ?? "{}");
  const empty = fieldsOf(form).filter(field => typed[field.name] && field.value === field.defaultValue);
  empty.forEach(field => { field.value = typed[field.name]; });
  hint(form, empty.length > 0);
};

onContent("form[data-draft]", form => {
  if (form.dataset.drafting) return;
  form.dataset.drafting = "yes";
  restore(form);

  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form), 400);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    save(form);
    const typed = read(keyOf(form));
    if (form.hasAttribute("hx-post")) return;
    write(sentKeyOf(form), typed);
    write(keyOf(form), null);
  });
});

// A form that its answer has replaced is no longer on the page: the event comes from what was around it.
document.addEventListener("htmx:afterRequest", ({ detail: { successful, requestConfig: { elt: form } } }) => {
  if (successful && form.matches("form[data-draft]")) forget(form);
});

// Whoever signs in next on this device must not find it.
document.addEventListener("submit", event => {
  if (event.target.getAttribute("action") === "/sign-out") {
    ["draft:", "sent:draft:"].flatMap(keysStartingWith).forEach(key => write(key, null));
  }
});
