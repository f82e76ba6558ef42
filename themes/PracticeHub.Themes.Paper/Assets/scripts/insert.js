// <a data-insert="## Learned" data-into="id-of-the-textarea">: puts the text on a line of its own where one is writing.
const line = (area, text) => {
  const [before, after] = [area.value.slice(0, area.selectionStart), area.value.slice(area.selectionEnd)];
  const gap = before.trim() === "" ? "" : before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  return { text: `${gap}${text}\n\n`, tail: after.replace(/^\n+/, "") };
};

document.addEventListener("click", event => {
  const chip = event.target.closest("[data-insert]");
  const area = chip && document.getElementById(chip.dataset.into);
  if (!area) return;
  event.preventDefault();
  const { text, tail } = line(area, chip.dataset.insert);
  area.focus();
  area.setRangeText(text + tail, area.selectionStart, area.value.length, "start");
  area.selectionStart = area.selectionEnd = area.selectionStart + text.length;
  area.dispatchEvent(new Event("input", { bubbles: true }));
});
