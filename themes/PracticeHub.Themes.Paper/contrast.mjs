// Holds the tokens of both themes to WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for the edge of a field.
import { readFileSync } from "node:fs";

const sheets = { Paper: ["Assets/styles/_tokens.scss"], Slate: ["Assets/styles/_tokens.scss", "../PracticeHub.Themes.Slate/wwwroot/slate.css"] };
const kinds = ["log", "question", "resource", "practice", "jam", "community", "warn", "accent"];
const grounds = ["paper", "surface", "sunken"];
const pairs = [
  ...["ink", "ink-2", "ink-3"].flatMap(ink => grounds.map(ground => [ink, ground, 4.5])),
  ...["ink", "ink-2"].flatMap(ink => ["accent-soft", "warn-soft", "log-soft"].map(ground => [ink, ground, 4.5])),
  ...kinds.map(kind => [kind, `${kind}-soft`, 4.5]),
  ...["accent", "warn"].flatMap(ink => grounds.map(ground => [ink, ground, 4.5])),
  ["accent-ink", "accent", 4.5],
  ...["paper", "surface"].map(ground => ["line-field", ground, 3]),
];

const tokensOf = (files, mode) => Object.fromEntries(files
  .flatMap(file => [...readFileSync(new URL(file, import.meta.url), "utf8").matchAll(/--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)/g)])
  .map(([, name, light, dark]) => [name, mode === "light" ? light : dark]));

const luminance = hex => [1, 3, 5]
  .map(i => parseInt(hex.slice(i, i + 2), 16) / 255)
  .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);

const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const faults = Object.entries(sheets).flatMap(([theme, files]) => ["light", "dark"].flatMap(mode => {
  const token = tokensOf(files, mode);
  return pairs
    .map(([ink, ground, least]) => ({ ink, ground, least, ratio: contrast(token[ink], token[ground]) }))
    .filter(pair => !(pair.ratio >= pair.least))
    .map(pair => `${theme} ${mode}: ${pair.ink} on ${pair.ground} is ${pair.ratio.toFixed(2)}, wants ${pair.least}`);
}));

faults.forEach(fault => console.error(fault));
process.exitCode = faults.length ? 1 : 0;
