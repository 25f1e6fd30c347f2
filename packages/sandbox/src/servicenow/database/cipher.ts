import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const PREFIX = 'enc:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whether a value of a `password2` column looks encrypted. */
export function isEncrypted(value: string): boolean {
  return value.startsWith(PREFIX);
}

/**
 * What `password2` columns hold: AES-256-GCM under a key that lives and dies with this object. A value
 * that was cut by a column too short for it no longer decrypts, as on an instance.
 */
export class Cipher {
  readonly #key = randomBytes(32);

  encrypt(clear: string): string {
    if (clear === '') return '';
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
    return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }

  /** @returns the clear text; empty when the value was not made by `encrypt` */
  decrypt(value: string): string {
    if (!isEncrypted(value)) return '';
    const sealed = Buffer.from(value.slice(PREFIX.length), 'base64');
    if (sealed.length < IV_BYTES + TAG_BYTES) return '';
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      return '';
    }
  }
}
