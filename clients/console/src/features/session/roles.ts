import { i18n, say } from '@/i18n'

/** What somebody may be invited as; owners are made by owners afterwards. */
export const INVITED_ROLES = ['manager', 'service', 'finance', 'warehouse', 'developer'] as const
export type InvitedRole = (typeof INVITED_ROLES)[number]
export const ROLES = ['owner', ...INVITED_ROLES] as const
export type StaffRole = (typeof ROLES)[number]

const OWNER: StaffRole = 'owner'
/** Roles whose work is one page of the console; the menu shows them nothing else. */
const ONE_PAGE: Record<string, string> = { developer: 'releases' }

/** A role that the server has learnt since this console was built is shown as it is. */
const word = (key: string, otherwise: string) => (i18n.global.te(key, 'zh-CN') ? say(key) : otherwise)
export const roleWord = (role: string) => word(`staff.role.${role}`, role)
export const roleMay = (role: string) => word(`staff.may.${role}`, '')

export const isOwner = (role: string | undefined) => role === OWNER
export const onlyPage = (role: string | undefined) => (role === undefined ? undefined : ONE_PAGE[role])
/** Where a shop opens for somebody who works there. */
export const homeOf = (role: string | undefined) => onlyPage(role) ?? 'overview'
