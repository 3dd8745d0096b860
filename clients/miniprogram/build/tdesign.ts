import path from "node:path";
import type { Plugin } from "vite";

const OWN_ICON = path.resolve(__dirname, "../src/components/td-icon/td-icon.vue");
const TDESIGN = `${path.sep}@tdesign${path.sep}uniapp${path.sep}`;
const THEME = "common/style/theme/index.css";

/**
 * Two things TDesign ships that a mall may not: an icon font loaded from a foreign host (its icon component is replaced by ours, which
 * draws from the package), and colours that follow the system's dark mode while our pages are light (only the light block is kept).
 */
export function ownTdesign(): Plugin {
  return {
    name: "own-tdesign",
    enforce: "pre",
    resolveId(source, importer) {
      const fromTdesign = importer?.split("?")[0]?.includes(TDESIGN) ?? false;
      return fromTdesign && /\/icon\/icon(\.vue)?$/.test(source) ? OWN_ICON : null;
    },
    transform(code, id) {
      if (!id.split("?")[0]?.split(path.sep).join("/").endsWith(THEME)) return null;
      return { code: keepLight(code), map: null };
    },
  };
}

/** Drop every `prefers-color-scheme: dark` block and take the `light` ones out of their media query. */
export function keepLight(css: string): string {
  let out = "";
  let at = 0;
  const opening = /@media \(prefers-color-scheme: (light|dark)\) \{/g;
  for (let match = opening.exec(css); match; match = opening.exec(css)) {
    const end = closingBrace(css, opening.lastIndex);
    out += css.slice(at, match.index);
    if (match[1] === "light") out += css.slice(opening.lastIndex, end);
    at = end + 1;
    opening.lastIndex = at;
  }
  return out + css.slice(at);
}

function closingBrace(css: string, from: number): number {
  let depth = 1;
  for (let index = from; index < css.length; index += 1) {
    if (css[index] === "{") depth += 1;
    if (css[index] === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return css.length;
}
