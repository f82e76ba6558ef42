// Runs before the first paint, so that a chosen light or dark never flashes the other.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Storage is blocked: follow the system.
}
