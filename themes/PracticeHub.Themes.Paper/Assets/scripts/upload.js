// Pictures and files that are pasted or dropped where one writes go to the media library, and the text shows or links them.
const areaOf = target => target.closest?.("text-expander:not([data-plain]) textarea");
const escaped = text => text.replace(/[\\[\]]/g, "\\$&");

const replace = (area, from, to) => {
  const at = area.value.indexOf(from);
  if (at < 0) return;
  area.setRangeText(to, at, at + from.length, "preserve");
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

const complain = (area, text) => {
  const note = area.closest("form").querySelector(`#${CSS.escape(area.id)}-error`) ?? area.parentElement.appendChild(Object.assign(document.createElement("span"), { className: "field-validation-error" }));
  note.setAttribute("role", "alert");
  note.textContent = text;
};

const send = async (area, file, place) => {
  const body = new FormData();
  body.set("__RequestVerificationToken", area.form.elements.__RequestVerificationToken.value);
  body.set("file", file, file.name);
  const response = await fetch("/media/upload", { method: "POST", body, headers: { Accept: "application/json" } });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.message ?? document.body.dataset.uploadFailed);
  replace(area, place, `${answer.isImage ? "!" : ""}[${escaped(answer.alt || answer.name)}](${answer.url})`);
};

const take = (area, files) => {
  for (const file of files) {
    const place = `![${escaped(file.name)} …]()`;
    const gap = area.selectionStart > 0 && area.value[area.selectionStart - 1] !== "\n" ? "\n" : "";
    area.setRangeText(`${gap}${place}\n`, area.selectionStart, area.selectionEnd, "end");
    send(area, file, place).catch(error => {
      replace(area, place, "");
      complain(area, error.message);
    });
  }
};

const filesOf = data => [...data?.files ?? []];

document.addEventListener("paste", event => {
  const area = areaOf(event.target);
  const files = filesOf(event.clipboardData);
  // Office programs put a picture beside the text; the text is meant.
  if (!area || files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  take(area, files);
});

document.addEventListener("dragover", event => {
  if (areaOf(event.target) && event.dataTransfer?.types.includes("Files")) event.preventDefault();
});

document.addEventListener("drop", event => {
  const area = areaOf(event.target);
  const files = filesOf(event.dataTransfer);
  if (!area || files.length === 0) return;
  event.preventDefault();
  area.focus();
  take(area, files);
});
