import type { ApplymentForm, ApplymentView } from '@/api/types'

export type Field = Exclude<keyof ApplymentForm, 'subject_type' | 'account_type' | Paper | 'id_card_address'>
export type Paper = 'license_copy' | 'id_card_copy' | 'id_card_national'

export const PAPERS: Paper[] = ['license_copy', 'id_card_copy', 'id_card_national']
export const SUBJECT_FIELDS: Field[] = ['license_number', 'merchant_name', 'legal_person']
export const PERSON_FIELDS: Field[] = [
  'id_card_name',
  'id_card_number',
  'card_period_begin',
  'card_period_end',
  'mobile_phone',
  'contact_email',
]
export const SHOP_FIELDS: Field[] = [
  'merchant_shortname',
  'service_phone',
  'settlement_id',
  'qualification_type',
]
export const BANK_FIELDS: Field[] = [
  'account_name',
  'account_bank',
  'bank_address_code',
  'bank_name',
  'account_number',
]

const NEEDLESS = new Set<string>(['bank_name', 'id_card_address'])

/** WeChat's common rules: 719 for sole traders, 716 for companies. */
export const emptyApplyment = (): ApplymentForm => ({
  subject_type: 'individual',
  license_copy: '',
  license_number: '',
  merchant_name: '',
  legal_person: '',
  id_card_copy: '',
  id_card_national: '',
  id_card_name: '',
  id_card_number: '',
  card_period_begin: '',
  card_period_end: '长期',
  mobile_phone: '',
  contact_email: '',
  merchant_shortname: '',
  service_phone: '',
  settlement_id: '719',
  qualification_type: '零售批发/生活娱乐/其他',
  account_type: 'personal',
  account_name: '',
  account_bank: '',
  bank_address_code: '',
  bank_name: '',
  account_number: '',
})

export const wasSentBack = (view: ApplymentView) => view.status === 'rejected'

export const isWhole = (form: ApplymentForm): boolean =>
  Object.entries(form).every(([name, value]) => NEEDLESS.has(name) || String(value ?? '').trim() !== '')
