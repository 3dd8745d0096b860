import { describe, expect, it } from 'vitest'
import { creditCodeFault, idNumberFault, phoneFault } from '@/features/subject/numbers'

describe('numbers with check digits', () => {
  it.each([
    '9144030071526726XG',
    '91440300708461136t',
    '９１３３０１００７９９６５５０５８Ｂ',
    '9144 0300 1922 0382 16',
  ])('takes the published credit code %s', (code) => expect(creditCodeFault(code)).toBeUndefined())
  it('says where a credit code is wrong', () => {
    expect(creditCodeFault('91440300708461136A')).toEqual({ key: 'check' })
    expect(creditCodeFault('9144030070846I136T')).toEqual({ key: 'character', values: { n: 14, c: 'I' } })
    expect(creditCodeFault('91440A00708461136T')).toEqual({ key: 'character', values: { n: 6, c: 'A' } })
    expect(creditCodeFault('9144')).toEqual({ key: 'length', values: { n: 4 } })
  })
  it('takes the specimen of the ID number and no slip of it', () => {
    expect(idNumberFault('11010519491231002x')).toBeUndefined()
    expect(idNumberFault('110105194912310021')).toEqual({ key: 'check' })
    expect(idNumberFault('11010519491331002X')).toEqual({ key: 'birthday' })
    expect(idNumberFault('1101051949123100X2')).toEqual({ key: 'character', values: { n: 17, c: 'X' } })
  })
  it('reads a phone number', () => {
    expect(phoneFault('+86 138-0013-8000')).toBeUndefined()
    expect(phoneFault('12800138000')).toEqual({ key: 'phone' })
  })
})
