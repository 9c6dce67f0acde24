// Builds the chat into dist/: a script per language of the frame, with the styles and the help numbers in it, and the styles
// of the plain pages. content.json and the HTML are made by content.py, from data/facts and data/responses.
import { build, transform } from "esbuild";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const LANGUAGES = { nl: "lantaarn.js", en: "lantaarn-en.js" };
const LICENCES = "/*! Lantaarn: EUPL-1.2. ExitThisPage of govuk-frontend: MIT, (c) Crown Copyright */";
// Names inside ExitThisPage that nobody else uses: short ones save a few hundred bytes.
const INSIDE = /^\$|^(keypress|timeout|lastKey|reset|handle|init|build|update(Ind|Span)|setKey|exitPage)/;
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

async function minified(path) {
  return (await transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: "es2020" })).code.trim();
}

// The styles travel in the script, as text that a constructed sheet takes; so they need no place in the policy of a site.
const stylesAsText = {
  name: "styles-as-text",
  setup: (builder) => builder.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await minified(path), loader: "text" })),
};
// See page/govuk.js.
const smallerGovuk = {
  name: "smaller-govuk",
  setup: (builder) =>
    builder.onResolve({ filter: /(i18n|configuration|errors\/index)\.mjs$/ }, ({ importer }) =>
      importer.endsWith("exit-this-page.mjs") ? { path: at("page/govuk.js") } : undefined),
};

for (const [language, file] of Object.entries(LANGUAGES)) {
  await build({
    entryPoints: [at("page/chat.js")],
    outfile: at(`dist/${file}`),
    alias: { "content.json": at("dist/content.json"), texts: at(`page/texts/${language}.js`) },
    banner: { js: LICENCES },
    mangleProps: INSIDE,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
    plugins: [stylesAsText, smallerGovuk],
  });
}
for (const style of ["start.css", "pagina.css"]) await writeFile(at(`dist/${style}`), await minified(at(`page/${style}`)));
