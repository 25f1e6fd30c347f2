import { describe, expect, it } from 'vitest';
import { Secrets } from './secrets.ts';

describe('Secrets', () => {
  const secrets = new Secrets();
  secrets.add('s3cr3t&pw');
  secrets.add('s3cr3t&pw-and-more');

  it.each([
    ['as it is', 'a s3cr3t&pw b', 'a *** b'],
    ['in base64', `Basic ${Buffer.from('s3cr3t&pw').toString('base64')}`, 'Basic ***'],
    ['URL-encoded', 'token=s3cr3t%26pw', 'token=***'],
    ['inside a longer secret', 's3cr3t&pw-and-more', '***'],
    ['JSON-escaped as Go and Gson do', '{"token":"s3cr3t\\u0026pw"}', '{"token":"***"}'],
    ['HTML-escaped', '<title>s3cr3t&amp;pw</title>', '<title>***</title>'],
  ])('takes a secret out %s', (_form, text, clean) => {
    expect(secrets.redact(text)).toBe(clean);
  });

  it('leaves text alone when the secret is too short to protect', () => {
    const short = new Secrets();
    short.add('ab');
    expect(short.redact('abc')).toBe('abc');
  });
});
