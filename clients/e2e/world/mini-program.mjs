/**
 * A shopper in the mini program, whose pages no browser runs: the calls that they make, with the sandbox as the phone.
 * (The built mini program itself runs against the mall in clients/miniprogram/test/weapp.)
 */
import { randomUUID } from 'node:crypto'

async function call(url, method, body, headers = {}) {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.status === 204 ? undefined : answer.json()
}

/** Somebody new with enough money, apart from the shoppers of the other specs; resolves to the name. */
export async function moveIn(demo, name, number) {
  await call(`${demo.sandbox}/_sandbox/persons`, 'POST', { name, phone: number, balance_fen: 10_000_000 })
  return name
}

/** Opens the demo's mini program as `holder`, who from now on has an openid there. */
export async function openMiniProgram(demo, holder) {
  const root = `${demo.mall}/api/storefront/v1/${demo.slug}`
  const device = (act, body) => call(`${demo.sandbox}/_sandbox/device/${act}`, 'POST', { person: holder, ...body })
  const shop = await call(`${root}/shop`, 'GET')
  const { code } = await device('login-code', { appid: shop.channels.weapp.appid })
  const { token } = await call(`${root}/auth/weapp`, 'POST', { code })
  const mall = (method, path, body) => call(root + path, method, body, { Authorization: `Bearer ${token}` })
  return { mall, device }
}

/** Buys one piece of the first goods found by `word`; resolves to the order. */
export async function buyInMiniProgram({ mall, device }, word, address) {
  const { items } = await mall('GET', `/goods?q=${encodeURIComponent(word)}`)
  const goods = await mall('GET', `/goods/${items[0].id}`)
  const parsed = await mall('POST', '/addresses/parse', { text: address })
  const { id: address_id } = await mall('POST', '/addresses', {
    name: parsed.name,
    phone: parsed.phone,
    region_code: parsed.region_code,
    detail: parsed.detail,
  })
  const chosen = { source: 'now', sku_id: goods.skus[0].id, quantity: 1, address_id }
  const { quote } = await mall('POST', '/checkout/preview', chosen)
  const order = await mall('POST', '/orders', { ...chosen, quote })
  const ticket = await mall('POST', `/orders/${order.id}/pay`, { channel: 'weapp' })
  const { errMsg } = await device('pay', {
    appid: ticket.appid,
    params: ticket.params,
    method: 'password',
    password: '123456',
  })
  if (errMsg !== 'requestPayment:ok') throw new Error(errMsg)
  return mall('POST', `/orders/${order.id}/pay/check`)
}
