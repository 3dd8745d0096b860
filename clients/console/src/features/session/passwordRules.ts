/** The rules shown while a password is chosen. The server judges again and knows more (common passwords). */
export type PasswordRule = 'length' | 'varied' | 'email' | 'same'

export interface PasswordDraft {
  email: string
  password: string
  again: string
}

/** Counted in characters as people see them, so that an emoji is one. */
const SHORTEST = 10
const LEAST_DIFFERENT = 5
/** A shorter name in front of the @ may stand in a password by chance. */
const NAME_SHORTEST = 4

function namesOwner(password: string, email: string): boolean {
  const name = email.trim().split('@')[0] ?? ''
  return name.length >= NAME_SHORTEST && password.toLowerCase().includes(name.toLowerCase())
}

export function passwordRules(draft: PasswordDraft): Record<PasswordRule, boolean> {
  const { email, password, again } = draft
  return {
    length: [...password].length >= SHORTEST,
    varied: new Set(password).size >= LEAST_DIFFERENT,
    email: password !== '' && !namesOwner(password, email),
    same: password !== '' && password === again,
  }
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim()) && text.trim().length <= 254
}

export function isSlug(text: string): boolean {
  return /^[a-z][a-z0-9-]{2,30}[a-z0-9]$/.test(text)
}
