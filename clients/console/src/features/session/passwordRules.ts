/** The rules shown while a password is chosen. The server judges again and knows more (leaked passwords). */
export type PasswordRule = 'length' | 'kinds' | 'email' | 'same'

export interface PasswordDraft { email: string; password: string; again: string }

/** Counted in characters as people see them, so that an emoji is one. */
const SHORTEST = 10

export function passwordRules(draft: PasswordDraft): Record<PasswordRule, boolean> {
  const { email, password, again } = draft
  return {
    length: [...password].length >= SHORTEST,
    kinds: /\p{L}/u.test(password) && /\d/.test(password),
    email: password !== '' && password.toLowerCase() !== email.trim().toLowerCase(),
    same: password !== '' && password === again,
  }
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim()) && text.trim().length <= 254
}

export function isSlug(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(text)
}
