/** The server's rules for numbers, so that a slip is seen while typing; the server has the last word. */
export interface NumberFault {
  /** i18n key below `subject.fault`. */
  key: 'length' | 'character' | 'check' | 'birthday' | 'phone'
  values?: Record<string, string | number>
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18

export function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\-‐‑‒–—]/g, '')
    .toUpperCase()
}

function weighted(digits: number[], base: number, modulus: number): number {
  let weight = 1
  let sum = 0
  for (const digit of digits) {
    sum += digit * weight
    weight = (weight * base) % modulus
  }
  return sum % modulus
}

function wrongAt(
  number: string,
  fits: (character: string, place: number) => boolean,
): NumberFault | undefined {
  if (number.length !== LENGTH) return { key: 'length', values: { n: number.length } }
  const place = [...number].findIndex((character, index) => !fits(character, index))
  return place < 0 ? undefined : { key: 'character', values: { n: place + 1, c: number[place] ?? '' } }
}

/** GB 32100-2015. */
export function creditCodeFault(typed: string): NumberFault | undefined {
  const code = plain(typed)
  const wrong = wrongAt(code, (character, place) =>
    place > 1 && place < 8 ? /\d/.test(character) : ALPHABET.includes(character),
  )
  if (wrong) return wrong
  const digits = [...code.slice(0, 17)].map((one) => ALPHABET.indexOf(one))
  const right = ALPHABET[(31 - weighted(digits, 3, 31)) % 31]
  return right === code[17] ? undefined : { key: 'check' }
}

/** GB 11643-1999; district and age are left to the server. */
export function idNumberFault(typed: string): NumberFault | undefined {
  const number = plain(typed)
  const wrong = wrongAt(
    number,
    (character, place) => /\d/.test(character) || (place === 17 && character === 'X'),
  )
  if (wrong) return wrong
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number)
  const born = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day))
  if (born.getUTCMonth() + 1 !== month || born.getUTCDate() !== day) return { key: 'birthday' }
  // Read backwards the weights are 2, 4, 8 … modulo 11, and all 18 together leave 1.
  const value = (character: string) => (character === 'X' ? 10 : Number(character))
  return weighted([...number].reverse().map(value), 2, 11) === 1 ? undefined : { key: 'check' }
}

export function phoneFault(typed: string): NumberFault | undefined {
  return /^(\+86)?1[3-9]\d{9}$/.test(plain(typed)) ? undefined : { key: 'phone' }
}
