import { call } from '@/api/http'
import type { InvitationIn, RoleIn, StaffView } from '@/api/types'

const at = (shop: string) => `/shops/${shop}/staff`

export const listStaff = (shop: string) => call<StaffView>(at(shop))
/** Also sends an invitation again. */
export const inviteStaff = (shop: string, body: InvitationIn) =>
  call<StaffView>(`${at(shop)}/invitations`, { method: 'POST', body })
export const withdrawInvitation = (shop: string, id: string) =>
  call<void>(`${at(shop)}/invitations/${id}`, { method: 'DELETE' })
export const setRole = (shop: string, merchant: string, body: RoleIn) =>
  call<void>(`${at(shop)}/${merchant}`, { method: 'PUT', body })
export const removeStaff = (shop: string, merchant: string) =>
  call<void>(`${at(shop)}/${merchant}`, { method: 'DELETE' })
