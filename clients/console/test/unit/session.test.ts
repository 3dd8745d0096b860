import { describe, expect, it } from 'vitest'
import { isEmail, isSlug, passwordRules } from '@/features/session/passwordRules'
import { checklistPath } from '@/features/overview/checklistLink'
import { actorName } from '@/features/settings/actors'
import { safeNext } from '@/router'

describe('passwordRules', () => {
  const rules = (password: string, again = password, email = 'zhangsan@example.com') =>
    passwordRules({ email, password, again })
  it('lets a long and varied password pass', () => {
    expect(rules('山里 的 茶 叶 真 香')).toEqual({ length: true, varied: true, email: true, same: true })
  })
  it('names what is wrong', () => {
    expect(rules('short')).toMatchObject({ length: false })
    expect(rules('aaaaaaaaaaaa')).toMatchObject({ length: true, varied: false })
    expect(rules('my-ZhangSan-2026')).toMatchObject({ email: false })
    expect(rules('correct horse', 'correct house')).toMatchObject({ same: false })
    expect(rules('')).toEqual({ length: false, varied: false, email: false, same: false })
  })
})

describe('isEmail and isSlug', () => {
  it.each(['a@b.cn', ' owner@mall.example.com '])('%j is an e-mail', (text) =>
    expect(isEmail(text)).toBe(true),
  )
  it.each(['a@b', 'a b@c.cn', '@c.cn', 'a@.cn', ''])('%j is none', (text) =>
    expect(isEmail(text)).toBe(false),
  )
  it.each(['demo', 'my-shop-2'])('%j is a slug', (text) => expect(isSlug(text)).toBe(true))
  it.each(['abc', '2shop', 'Shop', 'a-b-', '山野小铺', 'a'.repeat(33)])('%j is none', (text) =>
    expect(isSlug(text)).toBe(false),
  )
})

describe('safeNext', () => {
  it('believes only paths of this console', () => {
    expect([
      safeNext('/shops/1'),
      safeNext('//evil.example'),
      safeNext('https://evil.example'),
      safeNext(['/x']),
    ]).toEqual(['/shops/1', undefined, undefined, undefined])
  })
})

describe('checklistPath', () => {
  const router = {
    resolve: (path: string) => ({ name: path.includes('nowhere') ? 'lost' : 'page' }),
  } as unknown as Parameters<typeof checklistPath>[2]
  it.each([
    ['/goods/new', '/shops/1/goods/new'],
    ['channels', '/shops/1/channels'],
    ['/console/shops/1/shop/home', '/shops/1/shop/home'],
    ['/nowhere', '/shops/1/overview'],
    ['/console/goods', '/shops/1/goods'],
  ])('%s leads to %s', (link, path) => {
    expect(checklistPath(link, '/shops/1', router)).toBe(path)
  })
})

describe('actorName', () => {
  const name = (actor: string) =>
    actorName(actor, new Map([['m1', 'owner@example.com']]), (key) => `<${key}>`)
  it('knows staff by e-mail, other kinds by a word, and leaves the rest', () => {
    expect([
      name('merchant:m1'),
      name('merchant:m2'),
      name('system'),
      name('member:u1'),
      name('someone'),
    ]).toEqual([
      'owner@example.com',
      '<settings.actors.merchant>',
      '<settings.actors.system>',
      '<settings.actors.member>',
      'someone',
    ])
  })
})
