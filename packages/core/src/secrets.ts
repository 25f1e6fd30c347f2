/**
 * Takes secrets out of text. CIs mask what they were told to, but a message may reach places that no CI
 * masks: a work note, an error of ours, a terminal.
 */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Shorter values would mask ordinary words, and protect nothing. */
  static readonly MIN_LENGTH = 4;

  /** Adds a secret and what is commonly derived from it: its base64 and URL-encoded forms. */
  add(secret: string): void {
    if (secret.length < Redactor.MIN_LENGTH) return;
    this.#secrets.add(secret);
    this.#secrets.add(Buffer.from(secret).toString('base64'));
    this.#secrets.add(encodeURIComponent(secret.toWellFormed()));
  }

  redact(text: string): string {
    // Longest first, so that a secret which contains another leaves no tail behind.
    const secrets = [...this.#secrets].sort((a, b) => b.length - a.length);
    return secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
  }
}
