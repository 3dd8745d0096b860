/** Papers of a company that does not exist: numbers with right check digits (GB 32100, GB 11643). */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const DISTRICT = '330106'

const figures = (count) => String(Math.floor(Math.random() * 10 ** count)).padStart(count, '0')

function creditCode() {
  const body = `91${DISTRICT}${figures(9)}`
  const total = [...body].reduce((sum, sign, at) => sum + SIGNS.indexOf(sign) * (3 ** at % 31), 0)
  return body + SIGNS[(31 - (total % 31)) % 31]
}

function idNumber() {
  const body = `${DISTRICT}19900307${figures(3)}`
  const total = [...body].reduce((sum, digit, at) => sum + Number(digit) * (2 ** (17 - at) % 11), 0)
  return body + '10X98765432'[total % 11]
}

export function company(mark) {
  return {
    mark,
    name: `青禾${mark}服饰有限公司`,
    code: creditCode(),
    person: '韩梅梅',
    idNumber: idNumber(),
    phone: `138${figures(8)}`,
    wechat: `wx_${mark}`,
  }
}
