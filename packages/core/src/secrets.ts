/**
 * The secrets of one operation, to be taken out of every text. CIs mask what they were told to, but a message may reach places that
 * no CI masks: a work note, an error of ours, a terminal.
 */
export class Secrets {
  readonly #forms = new Set<string>();
  readonly #mask: (secret: string) => void;

  /** Shorter values would hide ordinary words, and protect nothing. */
  static readonly MIN_LENGTH = 4;

  /** @param mask tells the CI of each secret, so that it is masked wherever the CI can */
  constructor(mask: (secret: string) => void = () => {}) {
    this.#mask = mask;
  }

  /** Adds a secret and what is commonly derived from it: its base64 and URL-encoded forms. */
  readonly add = (secret: string): void => {
    this.#mask(secret);
    if (secret.length < Secrets.MIN_LENGTH) return;
    this.#forms.add(secret);
    this.#forms.add(Buffer.from(secret).toString('base64'));
    this.#forms.add(encodeURIComponent(secret.toWellFormed()));
  };

  redact(text: string): string {
    // Longest first, so that a secret which contains another leaves no tail behind.
    const forms = [...this.#forms].sort((a, b) => b.length - a.length);
    return forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
  }
}
