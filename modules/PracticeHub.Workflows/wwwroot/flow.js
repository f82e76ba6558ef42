// The picture of a workflow begins where the workflow begins, and the arrow keys lead from activity to activity. Without script it
// is the same picture, with links that Tab leads through.
const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const middle = node => {
  const box = node.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

for (const flow of document.querySelectorAll(".flow")) {
  const nodes = [...flow.querySelectorAll(".flow-node")];
  const start = flow.querySelector(".flow-node.is-start") ?? nodes[0];
  if (start) {
    const [box, frame] = [start.getBoundingClientRect(), flow.getBoundingClientRect()];
    flow.scrollTo(box.left - frame.left - 24, box.top - frame.top - (frame.height - box.height) / 2);
  }

  flow.addEventListener("keydown", event => {
    const way = ways[event.key];
    const from = document.activeElement.closest(".flow-node");
    if (!way || !from || event.altKey || event.ctrlKey || event.metaKey) return;

    // The nearest one that lies that way; what lies aside counts twice.
    const [x, y] = middle(from);
    const far = nodes.filter(node => node !== from).map(node => {
      const [dx, dy] = [middle(node)[0] - x, middle(node)[1] - y];
      const ahead = dx * way[0] + dy * way[1];
      return { node, ahead, distance: ahead + 2 * Math.abs(dx * way[1] + dy * way[0]) };
    }).filter(other => other.ahead > 1).sort((a, b) => a.distance - b.distance);
    if (far.length === 0) return;

    event.preventDefault();
    far[0].node.focus();
    far[0].node.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
