/** What other people do at WeChat while a merchant waits: reviewers, an authority, a legal person, somebody with a phone. */
import { setTimeout as pause } from 'node:timers/promises'

const TRIES = 120

export function wechatOf(demo) {
  async function tell(path, body = {}) {
    const answer = await fetch(`${demo.sandbox}/_sandbox${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const ask = async (path) => (await fetch(`${demo.sandbox}/_sandbox${path}`)).json()
  return {
    tell,
    ask,
    /** A reviewer, or the authority, decides. */
    decide: (appid, what, verdict, more = {}) => tell(`/open/weapps/${appid}/decide`, { what, verdict, ...more }),
    /** How the legal person ended the registration of this company. */
    async endRegistration(code, status) {
      const known = await ask('/open/registrations')
      const newest = known.find((one) => JSON.stringify(one).includes(code))
      return tell(`/open/registrations/${newest.registration_id}`, { status })
    },
    open: (appid, version) => tell('/device/open', { appid, env_version: version, person: '小明' }),
  }
}

/** `look` again and again, with `act` between, until it says something. */
export async function patiently(what, look, act = () => pause(250)) {
  for (let at = 0; at < TRIES; at += 1) {
    const seen = await look()
    if (seen) return seen
    await act()
  }
  throw new Error(`${what} did not come`)
}
