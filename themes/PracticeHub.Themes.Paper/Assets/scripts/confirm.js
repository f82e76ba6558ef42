// <button data-confirm="Withdraw this practice?"> asks in the layout's dialog first. Without script the post just happens;
// what cannot be undone therefore also asks on a page of its own.
const dialog = () => document.getElementById("confirm");
let agreed = null;

const ask = (question, onYes) => {
  const box = dialog();
  box.querySelector("[data-question]").textContent = question;
  box.returnValue = "";
  box.addEventListener("close", () => box.returnValue === "yes" && onYes(), { once: true });
  box.showModal();
};

// In the capture phase on window, so that htmx and the other scripts only see what was agreed to.
window.addEventListener("submit", event => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (!question || !dialog() || agreed === event.target) return;

  event.preventDefault();
  event.stopImmediatePropagation();
  ask(question, () => {
    agreed = event.target;
    event.target.requestSubmit(event.submitter);
    agreed = null;
  });
}, true);
