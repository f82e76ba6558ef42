// Sends a file and tells how far it is. Answers what the hub says of it, or throws the reason why it was not taken.
const send = (url, file, fields, token, onProgress, otherwise) => new Promise((taken, refused) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  const request = new XMLHttpRequest();
  request.open("POST", url);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("RequestVerificationToken", token);
  request.upload.addEventListener("progress", event => event.lengthComputable && onProgress(100 * event.loaded / event.total));
  request.responseType = "json";
  request.addEventListener("load", () => (request.status === 201 && request.response
    ? taken(request.response)
    : refused(new Error(request.response?.message ?? request.response?.title ?? otherwise))));
  request.addEventListener("error", () => refused(new Error(otherwise)));
  request.send(form);
});

const tokenIn = element => (element.querySelector("input[name=__RequestVerificationToken]")
  ?? document.querySelector("input[name=__RequestVerificationToken]")).value;

// <media-upload>: files are sent one by one, each with its own bar, as soon as they are chosen or dropped.
customElements.define("media-upload", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.querySelector("form button").hidden = true;
    this.querySelector("[data-drop]").hidden = false;
    this.input.addEventListener("change", () => this.take([...this.input.files]));
    this.addEventListener("dragover", event => {
      event.preventDefault();
      this.classList.add("is-over");
    });
    this.addEventListener("dragleave", () => this.classList.remove("is-over"));
    this.addEventListener("drop", event => {
      event.preventDefault();
      this.classList.remove("is-over");
      this.take([...event.dataTransfer.files]);
    });
  }

  async take(files) {
    if (files.length === 0) return;
    this.input.disabled = true;
    this.querySelector("[data-uploads]").hidden = false;
    const rows = files.map(file => this.row(file.name));
    let failures = 0;
    for (const [index, file] of files.entries()) {
      if (!await this.one(file, rows[index])) failures += 1;
    }

    this.input.disabled = false;
    this.input.value = "";
    if (failures === 0) location.reload();
    else if (failures < files.length) await this.renew();
  }

  // Why a file was not taken stays to be read, above the list as it is now.
  async renew() {
    const answer = await fetch(location.href);
    const listed = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-listed]");
    if (listed) document.querySelector("[data-listed]").replaceWith(listed);
  }

  row(name) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = name;
    this.querySelector("[data-uploads]").append(row);
    return row;
  }

  async one(file, row) {
    const [bar, failed] = [row.querySelector("progress"), row.querySelector("[data-failed]")];
    try {
      await send(this.getAttribute("url"), file, { folder: this.getAttribute("folder") }, tokenIn(this), percent => { bar.value = percent; }, failed.dataset.words);
      row.querySelector("[data-done]").hidden = false;
      return true;
    } catch (reason) {
      failed.textContent = reason.message;
      failed.hidden = false;
      return false;
    } finally {
      bar.hidden = true;
    }
  }
});

// <media-picker for="id of a textarea">: puts a chosen or uploaded file on a line of its own: its path and, unless only paths are asked for, a bar and what one sees.
customElements.define("media-picker", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.dialog = this.querySelector("dialog");
    this.choices = this.querySelector("[data-choices]");
    this.failed = this.querySelector("[role=alert]");
    this.querySelector("[data-open]").addEventListener("click", () => this.open());
    this.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    this.querySelector("input[type=file]").addEventListener("change", event => this.upload(event.target));
    this.querySelector("[data-alt-of-new]").addEventListener("keydown", event => event.key === "Enter" && event.preventDefault());
    this.choices.addEventListener("click", event => this.follow(event));
    // What is inside of the form of the item must not send it.
    this.choices.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.target.type !== "search") return;
      event.preventDefault();
      this.search();
    });
  }

  search() {
    this.show(`/media/choose?q=${encodeURIComponent(this.choices.querySelector("input[type=search]").value)}`);
  }

  open() {
    // What was chosen from last time may be old, and what one typed there would be lost when the new list comes.
    this.choices.replaceChildren();
    this.dialog.showModal();
    this.show("/media/choose");
  }

  async show(address) {
    this.wanted = address;
    const answer = await fetch(address);
    const choices = answer.ok && await answer.text();
    if (!choices || this.wanted !== address) return;
    const isWriting = document.activeElement.matches?.("[data-alt-of-new]");
    this.choices.innerHTML = choices;
    if (!isWriting) this.choices.querySelector("input[type=search]")?.focus();
  }

  follow(event) {
    const [link, button] = [event.target.closest("a"), event.target.closest("button")];
    if (link) {
      event.preventDefault();
      this.show(link.getAttribute("href"));
    } else if (button) {
      "search" in button.dataset ? this.search() : this.put(button.dataset.path, button.dataset.alt);
    }
  }

  async upload(input) {
    const [bar, alt] = [this.querySelector("progress"), this.querySelector("[data-alt-of-new]")];
    if (input.files.length === 0) return;
    [bar.hidden, bar.value, this.failed.hidden, input.disabled] = [false, 0, true, true];
    try {
      const file = await send("/media/upload", input.files[0], { alt: alt.value }, tokenIn(this.closest("form")), percent => { bar.value = percent; }, this.failed.dataset.words);
      alt.value = "";
      this.put(file.path, file.alt);
    } catch (reason) {
      this.failed.textContent = reason.message;
      this.failed.hidden = false;
    } finally {
      [bar.hidden, input.disabled, input.value] = [true, false, ""];
    }
  }

  put(path, alt) {
    const area = document.getElementById(this.getAttribute("for"));
    const line = this.dataset.onlyPaths ? path : `${path} | ${alt ?? ""}`;
    const others = this.hasAttribute("multiple") ? area.value.trim() : "";
    area.value = others ? `${others}\n${line}` : line;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    this.dialog.close();
    area.focus();
  }
});
