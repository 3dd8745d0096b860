import { stamp } from "@/platform/stamp";
import { isWeapp } from "@/platform/kind";

export interface Place {
  slug: string;
  /** Where /api and /media are. Whole in H5 as well: uni would put its router's base before a path that starts with "/". */
  origin: string;
}

let found: Place | undefined;

/** The shop this client belongs to: stamped into the mini program, in H5 read from the address /s/{slug}/. */
export function place(): Place {
  found ??= isWeapp ? { slug: stamp.slug, origin: stamp.api_base } : { slug: slugOf(location.pathname, location.search), origin: location.origin };
  return found;
}

/** "/s/tea-house/" → "tea-house". Where the server of a developer has no such address, "?shop=" or the demo's slug. */
export function slugOf(pathname: string, search: string): string {
  const inPath = /^\/s\/([a-z0-9-]+)(\/|$)/.exec(pathname)?.[1];
  return inPath ?? /[?&]shop=([a-z0-9-]+)/.exec(search)?.[1] ?? (stamp.slug || "demo");
}

/** What stands in the browser's address before the hash; nothing in a mini program. */
export const entrySearch = () => (isWeapp ? "" : location.search);

/** Pictures come as "/media/…": a mini program needs the whole address. */
export function mediaUrl(url: string | undefined): string {
  if (!url) return "";
  return url.startsWith("/") ? `${place().origin}${url}` : url;
}

/** Rich text with its pictures' addresses made whole and never wider than the page. */
export function mediaHtml(html: string): string {
  const { origin } = place();
  const whole = origin ? html.replace(/(<img[^>]*\ssrc=")(\/)/g, `$1${origin}$2`) : html;
  return whole.replace(/<img /g, '<img style="max-width:100%;height:auto;display:block" ');
}
