import { describe, expect, it } from 'vitest';
import { Masks } from './masks.ts';

function hide(secret: string, text: string): string {
  const masks = new Masks();
  masks.addLines(secret);
  return masks.hide(text);
}

describe('a masked value', () => {
  it('is hidden wherever it stands, and overlapping values make one mask', () => {
    const masks = new Masks();
    masks.add('abcd');
    masks.add('cdef');
    expect(masks.hide('x abcdef abcd y')).toBe('x *** *** y');
    expect(masks.hide('abcdabcd')).toBe('***');
  });

  it.each([
    ['p"q\\w-secret', 'p\\"q\\\\w-secret'],
    ["it's-secret", "it''s-secret"],
    ['a b/c!secret', 'a%20b%2Fc%21secret'],
    ['"quoted-secret"', 'quoted-secret'],
  ])('%s is hidden as %s too', (secret, form) => {
    expect(hide(secret, `[${form}]`)).toBe('[***]');
  });

  it.each([0, 1, 2])(
    'is hidden in base64 behind a prefix of %d bytes, but for the first characters',
    (length) => {
      const encoded = Buffer.from(`${'p'.repeat(length)}secret`).toString('base64');
      const shown = hide('secret', encoded);
      expect(shown).toContain('***');
      expect(shown.length).toBeLessThanOrEqual(7);
    },
  );

  it('is missed in base64 when text follows that is not on a boundary of 3 bytes', () => {
    expect(hide('secret7', Buffer.from('secret7:more').toString('base64'))).not.toContain('***');
  });

  it('of several lines hides every line, even one that is a single brace', () => {
    expect(hide('{\nkey\n}', 'f() { key }')).toBe('f() *** *** ***');
  });
});
