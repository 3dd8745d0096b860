/** Kinds of actors that have a word of their own; the rest of the text after the colon is an id. */
const KINDS: ReadonlySet<string> = new Set(['merchant', 'member', 'system', 'worker', 'wechat', 'platform'])

/** "merchant:<id>" as the e-mail of the staff member when known, else the kind in words; other texts as they came. */
export function actorName(
  actor: string,
  emails: ReadonlyMap<string, string>,
  say: (key: string) => string,
): string {
  const [kind = '', id = ''] = actor.split(':', 2)
  const email = emails.get(id)
  if (email !== undefined) return email
  return KINDS.has(kind) ? say(`settings.actors.${kind}`) : actor
}
