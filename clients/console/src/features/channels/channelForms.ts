import type { H5WechatIn, PaymentIn, WeappIn } from '@/api/types'

/** An empty secret means "keep the one that is set" and is therefore never sent. */
export function withoutEmpty<T extends object>(body: T): T {
  return Object.fromEntries(
    Object.entries(body)
      .map(([name, value]): [string, unknown] => [name, typeof value === 'string' ? value.trim() : value])
      .filter(([, value]) => value !== ''),
  ) as T
}

export const isAppid = (text: string): boolean => /^wx[0-9a-zA-Z]{16}$/.test(text.trim())
export const isMchid = (text: string): boolean => /^\d{8,10}$/.test(text.trim())
export const isApiv3Key = (text: string): boolean => text === '' || text.trim().length === 32

export const emptyWeapp = (): Required<WeappIn> => ({
  appid: '',
  secret: '',
  push_token: '',
  encoding_aes_key: '',
})
export const emptyH5 = (): Required<H5WechatIn> => ({ appid: '', secret: '' })
export const emptyPayment = (): Required<PaymentIn> => ({
  mchid: '',
  serial_no: '',
  private_key_pem: '',
  apiv3_key: '',
  public_key_id: '',
  public_key_pem: '',
  certificate_pem: '',
})
