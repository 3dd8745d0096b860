// One task of wechatpay-axios-plugin against a sandbox: reads {task, base, merchant, …} from standard input and
// prints what the SDK made of it as one line of JSON. The SDK signs, verifies and decrypts; nothing is done here.
import { readFileSync } from 'node:fs'
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin'

const wanted = JSON.parse(readFileSync(0, 'utf8'))
const { base, merchant } = wanted

const settings = (certs) => ({
  baseURL: base,
  mchid: merchant.mchid,
  serial: merchant.serial_no,
  privateKey: merchant.private_key_pem,
  certs,
})

const pay = new Wechatpay(settings(wanted.certs))
const mchid = merchant.mchid

// Refusals come as axios errors: their status and WeChat's code are what counts.
async function settled(call) {
  try {
    const { status, data } = await call
    return { status, data }
  } catch (error) {
    if (!error.response) throw error
    return { status: error.response.status, code: error.response.data?.code ?? String(error.message) }
  }
}

const tasks = {
  async prepay() {
    const made = await settled(pay.v3.pay.transactions.jsapi.post(wanted.order))
    if (made.status !== 200) return made
    const params = {
      appId: wanted.order.appid,
      timeStamp: `${Formatter.timestamp()}`,
      nonceStr: Formatter.nonce(),
      package: `prepay_id=${made.data.prepay_id}`,
      signType: 'RSA',
    }
    params.paySign = Rsa.sign(
      Formatter.joinedByLineFeed(params.appId, params.timeStamp, params.nonceStr, params.package),
      Rsa.from(merchant.private_key_pem, Rsa.KEY_TYPE_PRIVATE),
    )
    return { ...made, params }
  },
  query: () =>
    settled(pay.v3.pay.transactions.outTradeNo.$out_trade_no$.get({ params: { mchid }, out_trade_no: wanted.number })),
  close: () =>
    settled(pay.v3.pay.transactions.outTradeNo.$out_trade_no$.close.post({ mchid }, { out_trade_no: wanted.number })),
  refund: () => settled(pay.v3.refund.domestic.refunds.post(wanted.refund)),
  query_refund: () =>
    settled(pay.v3.refund.domestic.refunds.$out_refund_no$.get({ out_refund_no: wanted.number })),
  // The platform certificates, opened with the APIv3 key; the package then proves the very answer with them.
  async certificates() {
    const learnt = {}
    const config = settings({ any: undefined })
    const bare = new Wechatpay(config)
    const learn = (text) => {
      for (const { serial_no: serial, encrypt_certificate: sealed } of JSON.parse(text).data) {
        learnt[serial] = Aes.AesGcm.decrypt(
          sealed.ciphertext, merchant.apiv3_key, sealed.nonce, sealed.associated_data,
        )
        config.certs[serial] = Rsa.from(learnt[serial], Rsa.KEY_TYPE_PUBLIC)
      }
      return text
    }
    await bare.v3.certificates.get({ transformResponse: [learn, ...bare.client.v3.defaults.transformResponse] })
    return learnt
  },
  // A notice as it came: the signature over the raw body, then the sealed resource.
  async notice() {
    const { headers, body } = wanted
    const verified = Rsa.verify(
      Formatter.response(headers['wechatpay-timestamp'], headers['wechatpay-nonce'], body),
      headers['wechatpay-signature'],
      Rsa.from(wanted.certs[headers['wechatpay-serial']], Rsa.KEY_TYPE_PUBLIC),
    )
    const { ciphertext, nonce, associated_data: extra } = JSON.parse(body).resource
    return { verified, opened: JSON.parse(Aes.AesGcm.decrypt(ciphertext, merchant.apiv3_key, nonce, extra)) }
  },
}

process.stdout.write(JSON.stringify(await tasks[wanted.task]()))
