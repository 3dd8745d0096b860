import { open, routes } from "@/features/routes";

/** A merchant's link: "category:<id>", "goods:<id>", "search:<word>" or "page:<name>". Gives an address of the mall, or "" for anything else. */
export function linkTarget(link: string | undefined, title?: string): string {
  const colon = link?.indexOf(":") ?? -1;
  if (!link || colon < 1) return "";
  const value = link.slice(colon + 1);
  if (!value) return "";
  switch (link.slice(0, colon)) {
    case "category":
      return routes.list({ category: value, title });
    case "goods":
      return routes.goods(value);
    case "search":
      return routes.list({ q: value });
    case "page":
      return routes.text(value);
    default:
      return "";
  }
}

export function follow(link: string | undefined, title?: string): void {
  const target = linkTarget(link, title);
  if (target) open(target);
}
