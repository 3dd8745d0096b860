import { getRegions } from "@/api/shop";
import type { Region } from "@/api/types";

let tree: Region[] | null = null;

/** The region tree, asked for once. */
export async function loadRegions(): Promise<Region[]> {
  tree ??= (await getRegions()).items;
  return tree;
}

/** Three columns for the picker; a city without districts stands for itself. */
export function regionColumns(items: Region[], at: number[]): [Region[], Region[], Region[]] {
  const province = items[at[0] ?? 0];
  const cities = province?.children ?? (province ? [province] : []);
  const city = cities[at[1] ?? 0];
  return [items, cities, city?.children ?? (city ? [city] : [])];
}

/** Where a district stands in the three columns; [0,0,0] when it is unknown. */
export function regionIndex(items: Region[], code: string): number[] {
  for (const [one, province] of items.entries()) {
    const [, cities] = regionColumns(items, [one, 0, 0]);
    for (const two of cities.keys()) {
      const three = regionColumns(items, [one, two, 0])[2].findIndex((district) => district.code === code);
      if (three >= 0) return [one, two, three];
    }
    if (province.code === code) return [one, 0, 0];
  }
  return [0, 0, 0];
}

export function regionAt(items: Region[], at: number[]): { code: string; text: string } {
  const names: string[] = [];
  let code = "";
  for (const [column, list] of regionColumns(items, at).entries()) {
    const region = list[at[column] ?? 0];
    if (!region) continue;
    code = region.code;
    if (!names.includes(region.name)) names.push(region.name);
  }
  return { code, text: names.join(" ") };
}
