import { secretForms, withoutForms } from './secret-forms.ts';

/**
 * The secrets of one operation, to be taken out of every text. CIs mask what they were told to, but a message may reach places that
 * no CI masks: a work note, an error of ours, a terminal.
 */
export class Secrets {
  #forms: readonly string[] = [];
  readonly #mask: (secret: string) => void;

  /** @param mask tells the CI of each secret, so that it is masked wherever the CI can */
  constructor(mask: (secret: string) => void = () => {}) {
    this.#mask = mask;
  }

  /** Adds a secret and what is commonly made of it: see `secretForms`. */
  readonly add = (secret: string): void => {
    this.#mask(secret);
    const forms = new Set([...this.#forms, ...secretForms(secret)]);
    // Longest first, so that a secret which contains another leaves no tail behind.
    this.#forms = [...forms].sort((a, b) => b.length - a.length);
  };

  readonly redact = (text: string): string => withoutForms(text, this.#forms, '***');
}
