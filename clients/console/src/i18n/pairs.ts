/** One sentence: simplified Chinese first, English second. */
export type Pair = readonly [chinese: string, english: string]
export interface Pairs {
  [key: string]: Pair | Pairs
}
export interface Tree {
  [key: string]: string | Tree
}

function isPair(value: Pair | Pairs): value is Pair {
  return Array.isArray(value)
}

/** The tree of one language that vue-i18n wants: 0 Chinese, 1 English. */
export function split(pairs: Pairs, language: 0 | 1): Tree {
  return Object.fromEntries(
    Object.entries(pairs).map(([key, value]) => [
      key,
      isPair(value) ? value[language] : split(value, language),
    ]),
  )
}
