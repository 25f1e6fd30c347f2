import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inPlainForm, secretForms, withoutForms } from './secret-forms.ts';

const SECRET = `p w+d&"'</é>`;

describe('secretForms', () => {
  it.each([
    ['raw', SECRET],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['URL-encoded in lower case', encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase())],
    ['URL-encoded by RFC 3986', encodeURIComponent(SECRET).replaceAll("'", '%27')],
    ['form-encoded', new URLSearchParams({ x: SECRET }).toString().slice(2)],
    ['as JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['as JSON of PHP', JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/')],
    ['as JSON of Go', String.raw`p w+d\u0026\"'\u003c/é\u003e`],
    ['as JSON of Python', String.raw`p w+d&\"'</\u00e9>`],
    ['as HTML', 'p w+d&amp;&quot;&#39;&lt;/é&gt;'],
    ['as HTML without its quotes', `p w+d&amp;"'&lt;/é&gt;`],
    ['as HTML by numbers', 'p w+d&amp;&#34;&#39;&lt;/é&gt;'],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 for URLs', Buffer.from(SECRET).toString('base64url')],
  ])('know a secret %s', (_form, text) => {
    expect(withoutForms(`<${text}>`, secretForms(SECRET), '***')).toBe('<***>');
  });

  it('leave of a secret in a longer base64 text what its neighbours share, and no whole byte', () => {
    const text = fc.string({ maxLength: 9 });
    fc.assert(
      fc.property(text, fc.stringMatching(/^[a-z0-9]{8,40}$/), text, (before, secret, after) => {
        const encoded = Buffer.from(`${before}${secret}${after}`).toString('base64');
        const left = withoutForms(encoded, secretForms(secret), '.');
        expect(left.length).toBeLessThanOrEqual(encoded.length - Math.floor((secret.length * 4) / 3) + 3);
        expect(left).toContain('.');
      }),
    );
  });

  it('are none of a secret that is too short to protect, and never throw', () => {
    expect(secretForms('abc')).toEqual([]);
    expect(secretForms('\ud800 half a pair')).toContain('\ud800 half a pair');
  });
});

it('a body of JSON is written anew, and any other stays as it is', () => {
  expect(inPlainForm('{"message": "\\u0073ecret"}')).toBe('{"message":"secret"}');
  expect(inPlainForm('<html>')).toBe('<html>');
});
