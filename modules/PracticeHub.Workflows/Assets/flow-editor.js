// Boxes are dragged to where they belong, and ways are drawn from an outcome to a box: by mouse, finger or keyboard. Each is sent at once
// and comes back drawn by the server. Without script the form of each activity does the same.
import { drag } from "d3-drag";
import { select } from "d3-selection";
import { slack } from "./flow-picture";

const step = 10;
const ways = { ArrowRight: [step, 0], ArrowLeft: [-step, 0], ArrowDown: [0, step], ArrowUp: [0, -step] };
const quoted = id => `"${CSS.escape(id)}"`;

customElements.define("flow-editor", class extends HTMLElement {
  // What is going on: { is: "move" | "connect", of: id, … }, or nothing.
  #now = null;

  connectedCallback() {
    this.picture = this.querySelector("flow-picture");
    if (!this.picture) return;
    this.svg = this.picture.querySelector("svg");
    this.says = document.getElementById("flow-says");
    this.#say("idle");
    this.picture.classList.add("is-editing");
    for (const node of this.svg.querySelectorAll(".flow-node")) this.#letDrag(node, () => ({ is: "move", of: node.dataset.id, dx: 0, dy: 0 }));
    for (const port of this.svg.querySelectorAll(".flow-port")) {
      this.#letDrag(port, () => ({ is: "connect", of: port.dataset.of, outcome: port.dataset.outcome, line: this.#line(port) }));
    }
    // Before the picture's own keys.
    this.picture.addEventListener("keydown", event => this.#press(event), true);
  }

  #letDrag(part, begin) {
    select(part).call(drag().container(this.svg).clickDistance(slack).filter(event => !event.button && !event.ctrlKey && !this.#now)
      .on("start", ({ x, y }) => { this.#now = { ...begin(), start: { x, y } }; })
      .on("drag", event => this.#drag(event))
      .on("end", event => this.#drop(event)));
  }

  #drag({ x, y }) {
    const now = this.#now;
    const [dx, dy] = [x - now.start.x, y - now.start.y];
    now.isFar ||= Math.hypot(dx, dy) * this.picture.transform.k > slack;
    if (!now.isFar) return;
    if (now.is === "move") {
      const grid = by => Math.round(by / step) * step;
      this.#shift(grid(dx), grid(dy));
    } else {
      now.line.setAttribute("d", `M ${now.line.dataset.from} L ${x} ${y}`);
      this.#mark(this.#at(x, y));
    }
  }

  #drop({ x, y, sourceEvent }) {
    if (!this.#now.isFar || sourceEvent.type === "touchcancel") this.#giveUp();
    else if (this.#now.is === "move") this.#place();
    else this.#connect(this.#at(x, y)?.dataset.id);
  }

  #press(event) {
    const [now, node] = [this.#now, event.target.closest(".flow-node")];
    if (event.altKey || event.ctrlKey || event.metaKey || now?.start) return;
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
      const { says, picture: { transform } } = this;
      this.replaceWith(drawn);
      drawn.picture.transform = transform;
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

  #at(x, y) {
    return this.picture.nodes.find(node => {
      const box = node.firstElementChild.getBBox();
      return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    });
  }

  #node(id) { return this.svg.querySelector(`.flow-node[data-id=${quoted(id)}]`); }

  #say(what, node, outcome) {
    this.says.textContent = this.says.dataset[what].replace("{0}", node?.dataset.title).replace("{1}", outcome);
  }
});
