import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanBody, secretForms, withoutForms } from './secret-forms.ts';

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

it.each([
  ['spelled by numbers', '{"message": "\\u0073\\u0022cret"}', '{"message":"***"}'],
  [
    'quoted as JSON',
    '{"message": "{\\"key\\": \\"s\\\\\\"cret\\"}"}',
    '{"message":"{\\"key\\": \\"***\\"}"}',
  ],
  ['as a name', '{"a": [1, null, {"s\\"cret": true}]}', '{"a":[1,null,{"***":true}]}'],
  ['outside of JSON', '<b>s"cret</b>', '<b>***</b>'],
  ['in JSON that is deeper than can be read', `${'['.repeat(1e5)}s"cret`, `${'['.repeat(1e5)}***`],
])('a secret is taken out of a body: %s', (_, body, left) => {
  expect(cleanBody(body, (text) => withoutForms(text, secretForms('s"cret'), '***'))).toBe(left);
});

describe('a secret twice in a text', () => {
  const twice = (secret: string, form: string) =>
    withoutForms(`${form}, ${form}`, secretForms(secret), '***');
  const SPECIAL = `a!'()*~ 😀é"<&>/+=`;

  it.each([
    ['URL-encoded', encodeURIComponent(SPECIAL)],
    ['by RFC 3986', 'a%21%27%28%29%2A~%20%F0%9F%98%80%C3%A9%22%3C%26%3E%2F%2B%3D'],
    ['by RFC 3986 in lower case', 'a%21%27%28%29%2a~%20%f0%9f%98%80%c3%a9%22%3c%26%3e%2f%2b%3d'],
    ['form-encoded', new URLSearchParams({ x: SPECIAL }).toString().slice(2)],
    ['form-encoded in lower case', 'a%21%27%28%29*%7e+%f0%9f%98%80%c3%a9%22%3c%26%3e%2f%2b%3d'],
    ['as JSON of Python', String.raw`a!'()*~ \ud83d\ude00\u00e9\"<&>/+=`],
    ['as HTML', `a!'()*~ 😀é"&lt;&amp;&gt;/+=`],
    ['in base64', Buffer.from(SPECIAL).toString('base64')],
    ['in base64 for URLs', Buffer.from(SPECIAL).toString('base64url')],
  ])('is hidden %s', (_form, form) => {
    expect(twice(SPECIAL, form)).toBe('***, ***');
  });

  it.each([
    ['Gson', String.raw`a\u003cb\u003ec\u0026d\u003d\u0027\"/+\\\n`],
    ['.NET', String.raw`a\u003Cb\u003Ec\u0026d=\u0027\u0022/\u002B\\\n`],
    ['PHP', String.raw`a\u003Cb\u003Ec\u0026d='\u0022\/+\\\n`],
    ['an encoder that escapes everything', String.raw`a\u003cb>c&d='\u0022\u002F+\u005c\u000a`],
    ['Gson in JSON', String.raw`a\\u003cb\\u003ec\\u0026d\\u003d\\u0027\\\"/+\\\\\\n`],
  ])('is hidden as JSON of %s', (_encoder, form) => {
    expect(twice(`a<b>c&d='"/+\\\n`, form)).toBe('***, ***');
  });

  it('is hidden in base64 that JSON has escaped', () => {
    const form = Buffer.from('~~~?? >').toString('base64');
    expect(twice('~~~?? >', form.replaceAll('+', '\\u002b'))).toBe('***, ***');
  });

  it('costs a text its escapes only where they hid it', () => {
    const left = String.raw`C:\build, a\u003db, abc=, ***`;
    expect(withoutForms(left.replace('***', 'abc="'), secretForms('abc="'), '***')).toBe(left);
    expect(secretForms('\\\\\\\\')).not.toContain('');
  });

  it.each([
    [`"`, `'`],
    ['&quot;', `'`],
    ['&quot;', '&#39;'],
    ['&quot;', '&#x27;'],
    ['&quot;', '&apos;'],
    ['&#34;', '&#39;'],
  ])('is hidden as HTML with %s and %s', (double, single) => {
    const form = `a${double}b${single}c${double}d${single}&lt;&lt;&gt;&gt;&amp;&amp;`;
    expect(twice(`a"b'c"d'<<>>&&`, form)).toBe('***, ***');
  });

  it('is hidden where half a pair was replaced', () => {
    expect(twice('half \ud83d and \ude00', 'half%20%EF%BF%BD%20and%20%EF%BF%BD')).toBe('***, ***');
  });
});

it.each(['base64', 'base64url'] as const)(
  'a secret inside a longer text in %s has a form at each place',
  (encoding) => {
    // + and / of base64, which are - and _ for URLs, stand in it.
    const secret = 'ûï¾ÿ~~~???>>>ûï¾ÿ';
    for (const before of ['', 'a', 'ab', 'abc']) {
      for (const after of ['', 'z', 'zz', 'zzz']) {
        const left = withoutForms(
          Buffer.from(before + secret + after).toString(encoding),
          secretForms(secret),
          '.',
        );
        expect(left).toMatch(/^[^.]{0,4}\.[^.]{0,8}$/);
      }
    }
  },
);

it('a secret of plain letters has these forms, the longest first', () => {
  expect(secretForms('abcdef')).toEqual([
    'FiY2RlZg==',
    'hYmNkZWY=',
    'YWJjZGVm',
    'FiY2RlZg',
    'hYmNkZWY',
    'FiY2RlZ',
    'hYmNkZW',
    'abcdef',
  ]);
});

it('a secret of four characters is hidden, and no form of fewer', () => {
  const forms = secretForms('abcd');
  expect(forms).toContain('abcd');
  expect(Math.min(...forms.map(({ length }) => length))).toBe(4);
});
