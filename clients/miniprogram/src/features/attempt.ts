/** A key for the Idempotency-Key header. No secret: it only has to differ from the member's other keys. */
export function newKey(): string {
  let text = Date.now().toString(36);
  while (text.length < 32) text += Math.random().toString(36).slice(2, 12);
  return text.slice(0, 32);
}

/** One key per attempt: the same body tried again (a lost answer) goes under the same key, another body under a new one. */
export class Attempt {
  private body = "";
  private held = "";

  key(body: object): string {
    const text = JSON.stringify(body);
    if (text !== this.body || !this.held) {
      this.body = text;
      this.held = newKey();
    }
    return this.held;
  }

  done(): void {
    this.held = "";
  }
}
