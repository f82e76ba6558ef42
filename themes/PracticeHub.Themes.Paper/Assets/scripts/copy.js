// <form data-copy="ID" data-copy-version="VERSION"> leaves what is typed with the server, and hears who else has the item open.
import { onContent } from "./page";

const pause = 2500;
const sign = 60000;

const fieldsOf = form => [...form.elements].filter(field => field.name && !field.name.startsWith("__") && !["submit", "button", "hidden", "file", "password"].includes(field.type));
const valueOf = field => ["checkbox", "radio"].includes(field.type) ? field.checked : field.multiple ? [...field.selectedOptions].map(option => option.value) : field.value;
const keysOf = fields => fields.map((field, index) => `${field.name}#${fields.slice(0, index).filter(other => other.name === field.name).length}`);
const textOf = form => {
  const fields = fieldsOf(form);
  const keys = keysOf(fields);
  return JSON.stringify(Object.fromEntries(fields.map((field, index) => [keys[index], valueOf(field)])));
};

const put = (field, value) => {
  if (["checkbox", "radio"].includes(field.type)) field.checked = value === true;
  else if (field.multiple) [...field.options].forEach(option => { option.selected = value.includes(option.value); });
  else field.value = value;
};

const fill = (form, text) => {
  const values = JSON.parse(text);
  const fields = fieldsOf(form);
  keysOf(fields).forEach((key, index) => {
    if (key in values) put(fields[index], values[key]);
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
};

class Copy {
  constructor(form) {
    this.form = form;
    this.notes = form.querySelector("[data-copy-notes]");
    this.untouched = this.sent = textOf(form);
    form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), pause);
    });
    form.addEventListener("submit", ({ submitter }) => {
      clearTimeout(this.timer);
      if (submitter?.value !== "preview") this.leave(false);
    });
    window.addEventListener("pagehide", () => this.form.dataset.sent || this.leave(this.sent !== this.untouched));
    this.part("take")?.addEventListener("click", () => this.take());
    this.part("drop")?.addEventListener("click", () => this.drop());
    this.say("");
    this.signs = setInterval(() => document.hidden || this.say(""), sign);
  }

  part(name) {
    return this.notes.querySelector(`[data-copy-${name}]`);
  }

  body(fields) {
    const body = new FormData();
    body.set("__RequestVerificationToken", this.form.elements.__RequestVerificationToken.value);
    Object.entries(fields).forEach(([name, value]) => body.set(name, value));
    return body;
  }

  address(handler = "") {
    return `/content/copies/${encodeURIComponent(this.form.dataset.copy)}${handler}`;
  }

  async say(fields) {
    try {
      const response = await fetch(this.address(), { method: "POST", body: this.body({ version: this.form.dataset.copyVersion ?? "", fields }) });
      if (response.status === 404) clearInterval(this.signs);
      if (!response.ok) return false;
      this.hear(await response.json());
      return true;
    } catch { return false; }
  }

  async keep() {
    const text = textOf(this.form);
    if (text === this.sent) return;
    const kept = await this.say(text);
    if (kept) this.sent = text;
    this.form.querySelectorAll("[data-copy-kept]").forEach(hint => { hint.hidden = !kept; });
    if (kept) this.form.querySelectorAll("[data-draft-hint]").forEach(hint => { hint.hidden = true; });
  }

  hear({ others, typedUtc, fields }) {
    this.part("names").textContent = others.join(", ");
    this.part("others").hidden = others.length === 0;
    if (fields && fields !== textOf(this.form)) {
      this.offered = fields;
      this.part("time").setAttribute("datetime", typedUtc);
      this.part("offer").hidden = this.form.dataset.copyAnswered === "yes";
    }
    this.notes.hidden = this.part("others").hidden && this.part("offer").hidden;
  }

  answered() {
    this.form.dataset.copyAnswered = "yes";
    this.part("offer").hidden = true;
    this.notes.hidden = this.part("others").hidden;
  }

  take() {
    this.answered();
    fill(this.form, this.offered);
    this.form.querySelector("textarea, input[type=text]")?.focus();
  }

  drop() {
    this.answered();
    fetch(this.address("?handler=Leave"), { method: "POST", body: this.body({ isKept: false }) }).catch(() => {});
  }

  leave(isKept) {
    navigator.sendBeacon(this.address("?handler=Leave"), this.body({ isKept }));
  }
}

onContent("form[data-copy]", form => {
  if (form.copy || !form.querySelector("[data-copy-notes]")) return;
  form.copy = new Copy(form);
});
