import { call } from '@/api/http'
import type { Me, ShopBrief } from '@/api/types'

const post = <T>(path: string, body: unknown = {}) => call<T>(path, { method: 'POST', body })

export const signUp = (email: string, password: string) =>
  post<{ email: string }>('/auth/sign-up', { email, password })
export const verify = (token: string) => post<Me>('/auth/verify', { token })
export const resend = (email: string) => post<void>('/auth/resend', { email })
export const logIn = (email: string, password: string) => post<Me>('/auth/login', { email, password })
export const logOut = () => call<void>('/auth/logout', { method: 'POST' })
export const forgot = (email: string) => post<void>('/auth/forgot', { email })
export const reset = (token: string, password: string) => post<void>('/auth/reset', { token, password })
export const acceptInvitation = (token: string) => post<ShopBrief>('/auth/invitations/accept', { token })
export const me = () => call<Me>('/me')
export const createShop = (name: string, slug?: string) =>
  post<ShopBrief>('/shops', slug ? { name, slug } : { name })
