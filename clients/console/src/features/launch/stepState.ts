import type { LaunchRow, StepView } from '@/api/types'

/** What a screen asks of a step; how a step stands is the server's word. */
export const isDone = (step: StepView) => step.status === 'done'
export const countDone = (row: LaunchRow) => Object.values(row.steps).filter((one) => one === 'done').length
export const isUntouched = (step: StepView) => step.status === 'todo'
export const isShown = (step: StepView) => step.status !== 'skipped'
export const waitsForPerson = (step: StepView) => step.status === 'waiting_person'

/** WeChat's numbers of a filing that is being looked at, or was sent back: it can be withdrawn. */
const WITHDRAWABLE: ReadonlySet<number> = new Set([2, 3, 5])
export const canTakeBack = (filing: number | undefined) => filing !== undefined && WITHDRAWABLE.has(filing)
