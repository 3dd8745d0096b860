import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pairs } from '@/i18n'
import { split, type Pair, type Pairs } from '@/i18n/pairs'

const SRC = join(process.cwd(), 'src')
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(vue|ts)$/.test(name) && !name.startsWith('i18n'),
)
const texts = new Map(files.map((name) => [name, readFileSync(join(SRC, name), 'utf8')]))

function leaves(tree: Pairs, path = ''): [string, Pair][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = path ? `${path}.${key}` : key
    return Array.isArray(value) ? [[at, value as Pair] as [string, Pair]] : leaves(value as Pairs, at)
  })
}
const all = new Map(leaves(pairs))
const isKey = (key: string) => all.has(key)
const isStem = (stem: string) => [...all.keys()].some((key) => key.startsWith(`${stem}.`))

describe('sentences', () => {
  it('stand in both languages', () => {
    expect(
      [...all]
        .filter(([, pair]) => pair.length !== 2 || pair.some((text) => text.trim() === ''))
        .map(([key]) => key),
    ).toEqual([])
  })
  it('take the same values in both languages', () => {
    const holes = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .map((match) => match[1])
        .sort()
        .join()
    expect([...all].filter(([, [zh, en]]) => holes(zh) !== holes(en)).map(([key]) => key)).toEqual([])
  })
  it('exist for every key that a screen names', () => {
    const missing: string[] = []
    for (const [name, text] of texts) {
      for (const [, key] of text.matchAll(/(?:\bt|\$t|say)\(\s*'([\w.-]+)'/g))
        if (!isKey(key!)) missing.push(`${name}: ${key}`)
      for (const [, stem] of text.matchAll(/(?:\bt|\$t|say)\(\s*`([\w.-]+)\.\$\{/g))
        if (!isStem(stem!)) missing.push(`${name}: ${stem}.*`)
      for (const [, key] of text.matchAll(/(?:label|title|empty): '(\w+\.[\w.]+)'/g))
        if (!isKey(key!)) missing.push(`${name}: ${key}`)
      for (const [, key] of text.matchAll(/'((?:goods\.need|shop\.deco)\.\w+)'/g))
        if (!isKey(key!)) missing.push(`${name}: ${key}`)
    }
    expect(missing).toEqual([])
  })
  it('are the only Chinese in the source', () => {
    const strip = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|<!--[\s\S]*?-->/g, '')
    const allowed = new Set([
      'api/problem.ts',
      'lib/money.ts',
      'features/goods/form/SpecEditor.vue',
      // What WeChat Pay wants word for word.
      'features/payment/applymentForm.ts',
    ])
    const found = [...texts]
      .filter(([name, text]) => !allowed.has(name) && /\p{Script=Han}/u.test(strip(text)))
      .map(([name]) => name)
    expect(found).toEqual([])
  })
  it('split into one tree a language', () => {
    expect(split({ a: ['一', 'one'], b: { c: ['二', 'two'] } }, 1)).toEqual({ a: 'one', b: { c: 'two' } })
  })
})

describe('the house rules that can be read off the source', () => {
  const namesOf = (wrong: (name: string, text: string) => boolean) =>
    [...texts].filter(([name, text]) => wrong(name, text)).map(([name]) => name)

  it('no file is too long', () => {
    expect(namesOf((name, text) => text.split('\n').length > (name.endsWith('.vue') ? 200 : 300))).toEqual([])
  })
  it('no any, and no float near money', () => {
    expect(namesOf((_, text) => /\bas an[y]\b|:\s*an[y]\b|<an[y]>|parseFloat|toFixed/.test(text))).toEqual([])
  })
  it('no component compares a status', () => {
    expect(namesOf((name, text) => name.endsWith('.vue') && /status(\.value)?\s*[=!]==/.test(text))).toEqual(
      [],
    )
  })
  it('money is formatted on screens by Price alone', () => {
    const allowed = [
      'lib/money.ts',
      'components/Price.vue',
      'components/YuanInput.vue',
      'features/overview/weekOption.ts',
      'features/campaigns/chartOption.ts',
    ]
    expect(
      namesOf(
        (name, text) => !allowed.includes(name) && /formatYuan|editableYuan|splitFen|parseYuan/.test(text),
      ),
    ).toEqual([])
  })
})
