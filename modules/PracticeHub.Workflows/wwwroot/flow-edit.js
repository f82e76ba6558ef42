// Boxes are dragged to where they belong, and ways are drawn from an outcome to a box: by mouse, finger or keyboard. Each is sent at once
// and comes back drawn by the server. Without script the form of each activity does the same.
const step = 10;
const ways = { ArrowRight: [step, 0], ArrowLeft: [-step, 0], ArrowDown: [0, step], ArrowUp: [0, -step] };
// A finger never stays quite where it was put.
const slack = 5;
const quoted = id => `"${CSS.escape(id)}"`;

customElements.define("flow-editor", class extends HTMLElement {
  // What is going on: { is: "move" | "connect", of: id, … }, or nothing.
  #now = null;
  #wasDragged = false;

  connectedCallback() {
    this.picture = this.querySelector("flow-picture");
    if (!this.picture) return;
    this.svg = this.picture.querySelector("svg");
    this.says = document.getElementById("flow-says");
    this.#say("idle");
    this.picture.classList.add("is-editing");
    this.svg.addEventListener("pointerdown", event => this.#grab(event));
    this.svg.addEventListener("pointermove", event => this.#drag(event));
    this.svg.addEventListener("pointerup", event => this.#drop(event));
    this.svg.addEventListener("pointercancel", () => this.#giveUp());
    this.svg.addEventListener("dragstart", event => event.preventDefault());
    // A click follows a drag, and would follow the link of the box.
    this.svg.addEventListener("click", event => {
      if (this.#wasDragged) event.preventDefault();
      this.#wasDragged = false;
    });
    // Before the picture's own keys.
    this.picture.addEventListener("keydown", event => this.#press(event), true);
  }

  #grab(event) {
    const port = event.target.closest(".flow-port");
    const node = event.target.closest(".flow-node");
    this.#wasDragged = false;
    if (event.button !== 0 || !(port || node) || this.#now) return;
    const start = { x: event.clientX, y: event.clientY };
    if (port) {
      this.#now = { is: "connect", of: port.dataset.of, outcome: port.dataset.outcome, start, line: this.#line(port) };
    } else {
      this.#now = { is: "move", of: node.dataset.id, start, dx: 0, dy: 0 };
    }
    this.#now.pointer = event.pointerId;
  }

  #drag(event) {
    const now = this.#now;
    if (now?.pointer !== event.pointerId) return;
    const [dx, dy] = [event.clientX - now.start.x, event.clientY - now.start.y];
    if (!this.#wasDragged && Math.hypot(dx, dy) < slack) return;
    if (!this.#wasDragged) this.svg.setPointerCapture(event.pointerId);
    this.#wasDragged = true;
    if (now.is === "move") {
      const grid = by => Math.round(by / this.#scale / step) * step;
      this.#shift(grid(dx), grid(dy));
    } else {
      const to = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
      now.line.setAttribute("d", `M ${now.line.dataset.from} L ${to.x} ${to.y}`);
      this.#mark(this.#under(event));
    }
  }

  #drop(event) {
    const now = this.#now;
    if (now?.pointer !== event.pointerId) return;
    if (!this.#wasDragged) this.#giveUp();
    else if (now.is === "move") this.#place();
    else this.#connect(this.#under(event)?.dataset.id);
  }

  #press(event) {
    const [now, node] = [this.#now, event.target.closest(".flow-node")];
    if (event.altKey || event.ctrlKey || event.metaKey || now?.pointer) return;
    const done = () => { event.preventDefault(); event.stopPropagation(); };
    if (now && event.key === "Escape") { done(); this.#giveUp(); return; }
    if (!node) return;
    const isEnter = event.key === "Enter" || event.key === " ";
    if (!now && event.key.toLowerCase() === "m") {
      done();
      this.#now = { is: "move", of: node.dataset.id, dx: 0, dy: 0 };
      this.#say("move", node);
    } else if (!now && event.key.toLowerCase() === "c") {
      done();
      this.#choose(node);
    } else if (now?.is === "move") {
      const way = ways[event.key];
      if (way) { done(); this.#shift(now.dx + way[0], now.dy + way[1]); node.scrollIntoView({ block: "nearest", inline: "nearest" }); }
      else if (isEnter) { done(); this.#place(); }
      else if (event.key === "Tab") this.#giveUp();
    } else if (now?.is === "connect") {
      if (isEnter) { done(); this.#connect(node.dataset.id); }
      else if (event.key === "Delete") { done(); this.#connect(""); }
    }
  }

  // One outcome needs no choice.
  #choose(node) {
    const ports = [...this.svg.querySelectorAll(`.flow-port[data-of=${quoted(node.dataset.id)}]`)];
    const begin = port => {
      this.#now = { is: "connect", of: node.dataset.id, outcome: port.dataset.outcome };
      node.focus();
      this.#say("connect", node, port.dataset.says);
    };
    if (ports.length === 1) begin(ports[0]);
    if (ports.length < 2) return;

    const choice = this.querySelector(".flow-choice");
    choice.replaceChildren(...ports.map(port => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: port.dataset.says });
      button.addEventListener("click", () => { choice.replaceChildren(); begin(port); });
      return button;
    }));
    choice.onkeydown = event => {
      if (event.key !== "Escape") return;
      choice.replaceChildren();
      this.#giveUp();
      node.focus();
    };
    this.#say("choose", node);
    choice.firstChild.focus();
  }

  #place() {
    const { of, dx, dy } = this.#now;
    const node = this.#node(of);
    if (dx === 0 && dy === 0) this.#giveUp();
    else this.#send({ deed: "place", activity: of, x: Number(node.dataset.x) + dx, y: Number(node.dataset.y) + dy }, "moved");
  }

  #connect(to) {
    const { of, outcome } = this.#now;
    if (to === undefined || to === of) this.#giveUp();
    else this.#send({ deed: "connect", activity: of, outcome, to }, to ? "connected" : "disconnected");
  }

  async #send(fields, said) {
    const data = new FormData(this.querySelector(".flow-form"));
    Object.entries(fields).forEach(([name, value]) => data.set(name, value));
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const drawn = page.querySelector("flow-editor");
      if (!answer.ok || !drawn) throw new Error(`${answer.status}`);
      const { zoom, area: { scrollLeft, scrollTop } } = this.picture;
      const says = this.says;
      this.replaceWith(drawn);
      drawn.picture.zoom = zoom;
      drawn.picture.area.scrollTo(scrollLeft, scrollTop);
      drawn.#node(fields.activity)?.focus({ preventScroll: true });
      says.textContent = says.dataset[said];
    } catch {
      this.#giveUp();
      this.#say("failed");
    }
  }

  #giveUp() {
    this.#now?.line?.remove();
    if (this.#now?.is === "move") this.#shift(0, 0, true);
    this.#mark(null);
    this.#now = null;
    this.#say("idle");
  }

  // The box goes along; the ways to and from it are drawn anew when it has arrived.
  #shift(dx, dy, isBack = false) {
    const id = quoted(Object.assign(this.#now, { dx, dy }).of);
    for (const part of this.svg.querySelectorAll(`.flow-node[data-id=${id}], .flow-port[data-of=${id}]`)) part.setAttribute("transform", `translate(${dx} ${dy})`);
    for (const part of this.svg.querySelectorAll(`[data-from=${id}], [data-to=${id}]`)) part.classList.toggle("is-loose", !isBack);
  }

  #line(port) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("class", "flow-way is-new");
    line.dataset.from = `${port.getAttribute("cx")} ${port.getAttribute("cy")}`;
    return this.svg.appendChild(line);
  }

  #mark(node) {
    this.svg.querySelector(".is-target")?.classList.remove("is-target");
    node?.classList.add("is-target");
  }

  // What is captured says only itself: the box lies under the pointer.
  #under(event) {
    return document.elementsFromPoint(event.clientX, event.clientY).map(element => element.closest(".flow-node")).find(node => node && this.contains(node));
  }

  #node(id) { return this.svg.querySelector(`.flow-node[data-id=${quoted(id)}]`); }

  get #scale() { return this.svg.getScreenCTM().a; }

  #say(what, node, outcome) {
    this.says.textContent = this.says.dataset[what].replace("{0}", node?.dataset.title).replace("{1}", outcome);
  }
});
