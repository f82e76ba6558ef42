// Assets/ in, wwwroot/ out. Called by the .NET build when something changed (Directory.Build.targets).
import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const root = fileURLToPath(new URL(".", import.meta.url));

const scss = {
  name: "scss",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => ({ contents: sass.compile(path).css, loader: "css" }));
  },
};

await rm(`${root}wwwroot`, { recursive: true, force: true });
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ["Assets/paper.css", "Assets/paper.js", "Assets/theme.js"],
  outdir: "wwwroot",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome123", "firefox121", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  legalComments: "none",
  logLevel: "warning",
  plugins: [scss],
});
for (const picture of ["icons.svg", "mark.svg"]) await cp(`${root}Assets/${picture}`, `${root}wwwroot/${picture}`);
