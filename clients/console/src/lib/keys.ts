/** 32 hex digits from the system's generator; unlike `crypto.randomUUID` it works without TLS too. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The Idempotency-Key of one form: the same while the same content is sent again (a retry after a lost answer must
 * not do the work twice), another as soon as the content differs, and a new one after `renew`.
 */
export class IdempotencyKey {
  #content: string | undefined
  #key = randomKey()

  for(body: unknown): string {
    const content = JSON.stringify(body)
    if (this.#content !== undefined && this.#content !== content) this.#key = randomKey()
    this.#content = content
    return this.#key
  }

  renew(): void {
    this.#content = undefined
    this.#key = randomKey()
  }
}
