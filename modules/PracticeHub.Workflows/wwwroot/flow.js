// The picture of a workflow begins where the workflow begins, the arrow keys lead from activity to activity, and it is made smaller or
// larger. Without script it is the same picture, with links that Tab leads through.
const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const [smallest, largest] = [0.25, 2];
const middle = node => {
  const box = node.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

customElements.define("flow-picture", class extends HTMLElement {
  #zoom = 1;

  connectedCallback() {
    this.area = this.querySelector(".flow");
    this.svg = this.area.querySelector("svg");
    this.nodes = [...this.svg.querySelectorAll(".flow-node")];
    this.area.addEventListener("keydown", event => this.#lead(event));
    const tools = this.querySelector(".flow-tools");
    tools.hidden = false;
    tools.addEventListener("click", event => this.#resize(event.target.closest("[data-zoom]")?.dataset.zoom));
    const start = this.querySelector(".flow-node.is-start") ?? this.nodes[0];
    if (start) {
      const [box, frame] = [start.getBoundingClientRect(), this.area.getBoundingClientRect()];
      this.area.scrollTo(box.left - frame.left - 24, box.top - frame.top - (frame.height - box.height) / 2);
    }
  }

  get zoom() { return this.#zoom; }

  // What is in the middle stays there.
  set zoom(zoom) {
    const { width, height } = this.svg.viewBox.baseVal;
    const before = this.#zoom;
    this.#zoom = Math.min(largest, Math.max(smallest, zoom));
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.area;
    this.svg.setAttribute("width", Math.round(width * this.#zoom));
    this.svg.setAttribute("height", Math.round(height * this.#zoom));
    const by = this.#zoom / before;
    this.area.scrollTo((scrollLeft + clientWidth / 2) * by - clientWidth / 2, (scrollTop + clientHeight / 2) * by - clientHeight / 2);
  }

  #resize(how) {
    if (how === "fit") this.zoom = this.area.clientWidth / this.svg.viewBox.baseVal.width;
    else if (how) this.zoom = how === "1" ? 1 : this.#zoom * Number(how);
  }

  #lead(event) {
    const way = ways[event.key];
    const from = document.activeElement.closest(".flow-node");
    if (!way || !from || event.altKey || event.ctrlKey || event.metaKey) return;

    // The nearest one that lies that way; what lies aside counts twice.
    const [x, y] = middle(from);
    const far = this.nodes.filter(node => node !== from).map(node => {
      const [dx, dy] = [middle(node)[0] - x, middle(node)[1] - y];
      const ahead = dx * way[0] + dy * way[1];
      return { node, ahead, distance: ahead + 2 * Math.abs(dx * way[1] + dy * way[0]) };
    }).filter(other => other.ahead > 1).sort((a, b) => a.distance - b.distance);
    if (far.length === 0) return;

    event.preventDefault();
    far[0].node.focus();
    far[0].node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
});
