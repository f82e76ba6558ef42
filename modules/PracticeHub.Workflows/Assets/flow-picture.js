// The picture of a workflow begins where the workflow begins, the arrow keys lead from activity to activity, and it is made smaller or
// larger: by buttons, by the wheel with Ctrl, by two fingers. Its ground is dragged about. Without script it is the same picture, with
// links that Tab leads through.
import { select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform } from "d3-zoom";

const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const [smallest, largest] = [0.25, 2];
/** How far, in pixels, a hand moves that only means to click. */
export const slack = 5;
const middle = node => {
  const box = node.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

customElements.define("flow-picture", class extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector(".flow");
    this.svg = this.area.querySelector("svg");
    this.nodes = [...this.svg.querySelectorAll(".flow-node")];
    this.area.addEventListener("keydown", event => this.#lead(event));
    this.gestures = zoom().scaleExtent([smallest, largest]).clickDistance(slack)
      .filter(event => this.#isMeant(event)).constrain(transform => this.#within(transform)).on("zoom", ({ transform }) => this.#show(transform));
    select(this.area).call(this.gestures).on("dblclick.zoom", null);
    this.area.addEventListener("scroll", () => this.#follow());
    const tools = this.querySelector(".flow-tools");
    tools.hidden = false;
    tools.addEventListener("click", event => this.#resize(event.target.closest("[data-zoom]")?.dataset.zoom));
    const start = this.querySelector(".flow-node.is-start") ?? this.nodes[0];
    if (start) {
      const [{ x, y }, { x: left, y: top, height }] = [this.svg.viewBox.baseVal, start.firstElementChild.getBBox()];
      this.gestures.translateTo(select(this.area), left - x, top - y + height / 2, [24, this.area.clientHeight / 2]);
    }
  }

  /** How large it is, and which part of it is seen. */
  get transform() { return zoomTransform(this.area); }

  set transform(transform) { this.gestures.transform(select(this.area), this.#within(transform)); }

  // The wheel alone and one finger scroll, as everywhere; boxes and scrollbars are not the ground.
  #isMeant(event) {
    if (event.type === "wheel") return event.ctrlKey || event.metaKey;
    if (event.touches) return event.touches.length > 1;
    return !event.button && !event.ctrlKey && event.target !== this.area && !event.target.closest(".flow-node, .flow-port");
  }

  // The area scrolls, and stands in the middle of more width than it needs.
  #within({ k, x, y }) {
    const { width, height } = this.svg.viewBox.baseVal;
    const { clientWidth, clientHeight } = this.area;
    const at = (by, room) => Math.min(0, Math.max(Math.min(0, room), by));
    const spare = clientWidth - width * k;
    return zoomIdentity.translate(spare > 0 ? spare / 2 : at(x, spare), at(y, clientHeight - height * k)).scale(k);
  }

  #show({ k, x, y }) {
    const { width, height } = this.svg.viewBox.baseVal;
    this.svg.setAttribute("width", width * k);
    this.svg.setAttribute("height", height * k);
    this.area.scrollTo(-x, -y);
  }

  // Somebody has scrolled by other means.
  #follow() {
    const { transform: now, area: { scrollLeft, scrollTop } } = this;
    const seen = this.#within(zoomIdentity.translate(-scrollLeft, -scrollTop).scale(now.k));
    if (Math.hypot(seen.x - now.x, seen.y - now.y) > 1) this.transform = seen;
  }

  #resize(how) {
    const area = select(this.area);
    if (how === "fit") this.gestures.scaleTo(area, this.area.clientWidth / this.svg.viewBox.baseVal.width);
    else if (how === "1") this.gestures.scaleTo(area, 1);
    else if (how) this.gestures.scaleBy(area, Number(how));
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
