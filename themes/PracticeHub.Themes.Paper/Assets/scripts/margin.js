// A passage that one selects in [data-margin] goes into the form that says something about it, with the words around it, by
// which it is found again. Without script one copies it there.
const around = 60;
const closest = (node, selector) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(selector);

const textOf = (field, from, to) => {
  const range = document.createRange();
  range.selectNodeContents(field);
  if (from) range.setStart(from.container, from.offset);
  if (to) range.setEnd(to.container, to.offset);
  return range.toString();
};

const take = () => {
  const selection = document.getSelection();
  const form = document.getElementById("margin-form");
  if (!form || !selection.rangeCount || selection.isCollapsed || form.contains(document.activeElement)) return;

  const range = selection.getRangeAt(0);
  const field = closest(range.startContainer, "[data-margin] [data-field]");
  const quote = selection.toString().trim();
  if (!field || !field.contains(range.endContainer) || !quote || quote.length > form.elements.Quote.maxLength) return;

  form.elements.Field.value = field.dataset.field;
  form.elements.Quote.value = quote;
  form.elements.Prefix.value = textOf(field, null, { container: range.startContainer, offset: range.startOffset }).slice(-around);
  form.elements.Suffix.value = textOf(field, { container: range.endContainer, offset: range.endOffset }, null).slice(0, around);
};

document.addEventListener("selectionchange", take);

// Who then presses the key, or opens the form, goes on with what they mean about it.
document.addEventListener("toggle", event => {
  if (event.target.matches?.(".margin-form[open]")) {
    const { Quote, Text } = event.target.querySelector("form").elements;
    (Quote.value && Quote.ariaInvalid !== "true" ? Text : Quote).focus();
  }
}, true);
