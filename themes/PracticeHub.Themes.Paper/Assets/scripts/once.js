// A second click on a slow post sends nothing twice.
const release = form => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach(button => button.removeAttribute("aria-busy"));
};

document.addEventListener("submit", event => {
  const form = event.target;
  if (form.getAttribute("method")?.toLowerCase() !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }

  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), 8000);
});

window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
