// Shows what one is writing as readers will see it, while one types: of one Markdown text by the button of its toolbar,
// of a whole form by its button "preview", which works without script too.
const wait = 350;

const token = form => form.elements.__RequestVerificationToken?.value ?? document.querySelector("[name=__RequestVerificationToken]")?.value ?? "";

const show = async (pane, address, body) => {
  const asked = (pane.asked = (pane.asked ?? 0) + 1);
  try {
    const response = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true", RequestVerificationToken: body.get("__RequestVerificationToken") } });
    // The answer to an older question may come after that to a newer one.
    if (response.ok && asked === pane.asked) pane.innerHTML = await response.text();
  } catch { /* The text itself is what matters; the next key asks again. */ }
};

const follow = (button, pane, source, ask) => {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  };
  const toggle = () => {
    pane.hidden = !pane.hidden;
    button.setAttribute("aria-pressed", String(!pane.hidden));
    if (pane.hidden) source.removeEventListener("input", later);
    else {
      source.addEventListener("input", later);
      ask();
    }
  };
  button.addEventListener("click", event => {
    event.preventDefault();
    toggle();
  });
  // No click(): a press of a key is a click under way, and a click within it is ignored.
  toggle();
};

const markdownPane = (button, area) => {
  const pane = document.createElement("div");
  pane.className = "prose preview card";
  pane.dir = "auto";
  pane.hidden = true;
  pane.setAttribute("role", "region");
  pane.setAttribute("aria-label", button.textContent);
  (area.closest("text-expander") ?? area).after(pane);
  follow(button, pane, area, () => {
    const body = new FormData();
    body.set("__RequestVerificationToken", token(area.form));
    body.set("text", area.value);
    show(pane, "/preview", body);
  });
};

const formPane = (button, form) => {
  const pane = document.getElementById(button.dataset.previewForm);
  pane.hidden = true;
  follow(button, pane, form, () => {
    const body = new FormData(form);
    body.set("action", "preview");
    // The buttons are named "action", so that form.action is one of them.
    show(pane, form.getAttribute("action") ?? location.href, body);
  });
};

document.addEventListener("click", event => {
  const button = event.target.closest?.("[data-preview-of], [data-preview-form]");
  if (!button || button.dataset.previewing) return;
  event.preventDefault();
  button.dataset.previewing = "yes";
  if (button.dataset.previewForm) formPane(button, button.form);
  else markdownPane(button, document.getElementById(button.dataset.previewOf));
});
