import type { LaunchStep } from '@/api/types'

export interface Door {
  path: string
  text: string
  main?: boolean
}

const STORE: Door[] = [
  { path: 'goods/new', text: 'launch.toGoods', main: true },
  { path: 'shop/home', text: 'launch.toHome' },
  { path: 'settings/shop', text: 'launch.toBasics' },
  { path: 'shop/licence', text: 'launch.toLicence' },
  { path: 'shop/freight', text: 'launch.toFreight' },
]
const CODE: Door[] = [{ path: 'releases', text: 'launch.toCode', main: true }]

const DOORS: Partial<Record<LaunchStep, Door[]>> = {
  subject: [{ path: 'settings/subject', text: 'launch.toSubject', main: true }],
  code: CODE,
  store: STORE,
  payment: [{ path: 'channels', text: 'launch.toPay', main: true }],
  review: CODE,
  release: CODE,
  promotion: [{ path: 'marketing', text: 'launch.toCampaigns', main: true }],
}

/** Pages of the console where a step is worked on; with an own account the keys are entered under channels. */
export function stepDoors(step: LaunchStep, mode: string | undefined): Door[] {
  if (step === 'account' && mode === 'own') {
    return [{ path: 'channels', text: 'launch.toChannels', main: true }]
  }
  return DOORS[step] ?? []
}
