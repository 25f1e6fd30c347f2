import { describe, expect, it } from 'vitest';
import { Redactor } from './secrets.ts';

describe('Redactor', () => {
  const redactor = new Redactor();
  redactor.add('s3cr3t&pw');
  redactor.add('s3cr3t&pw-and-more');

  it.each([
    ['as it is', 'a s3cr3t&pw b', 'a *** b'],
    ['in base64', `Basic ${Buffer.from('s3cr3t&pw').toString('base64')}`, 'Basic ***'],
    ['URL-encoded', 'token=s3cr3t%26pw', 'token=***'],
    ['inside a longer secret', 's3cr3t&pw-and-more', '***'],
  ])('takes a secret out %s', (_form, text, clean) => {
    expect(redactor.redact(text)).toBe(clean);
  });

  it('leaves text alone when the secret is too short to protect', () => {
    const short = new Redactor();
    short.add('ab');
    expect(short.redact('abc')).toBe('abc');
  });
});
