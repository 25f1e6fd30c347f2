/**
 * The forms in which a secret may come back in a text. Bundled into the ServiceNow app as well, so nothing here needs
 * Node, and spread is left out, which stock Rhino does not know.
 */

/** Shorter texts would hide ordinary words, and protect nothing. */
const MIN_LENGTH = 4;

/**
 * A secret as it is, URL-encoded, form-encoded (`+`), JSON- and HTML-escaped, and in base64, a longer base64 text
 * included.
 * @returns the longest first, so that no form leaves the tail of another behind; none for a secret of 3 characters
 */
export function secretForms(secret: string): string[] {
  if (secret.length < MIN_LENGTH) return [];
  // An encoder makes the same of half a surrogate pair.
  const text = secret.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) =>
    found.length === 2 ? found : '\ufffd',
  );
  return [secret]
    .concat(urlForms(text), jsonForms(secret), htmlForms(secret), base64Forms(text))
    .filter((form, at, forms) => form.length >= MIN_LENGTH && forms.indexOf(form) === at)
    .sort((a, b) => b.length - a.length);
}

/**
 * Takes all forms out of a text. Where a secret is left that only its escapes hid, the text loses all its escapes.
 * @param forms the longest first @param mark what stands in their place
 */
export function withoutForms(text: string, forms: readonly string[], mark: string): string {
  const clean = take(text, forms, mark);
  if (clean.indexOf('\\') < 0) return clean;
  const plain = withoutEscapes(clean);
  const cleanToo = take(plain, forms, mark);
  return cleanToo === plain ? clean : cleanToo;
}

function take(text: string, forms: readonly string[], mark: string): string {
  return forms.reduce((clean, form) => clean.split(form).join(mark), text);
}

/**
 * Each encoder of JSON escapes other characters, by number or not, and what stands in JSON twice is escaped twice. Without
 * any escape all of them wrote the same.
 */
function withoutEscapes(text: string): string {
  return text.replace(/\\+(?:u([0-9a-f]{4}))?/gi, (_, hex: string | undefined) =>
    hex === undefined ? '' : withoutBackslash(String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

function withoutBackslash(character: string): string {
  return character === '\\' ? '' : character;
}

/**
 * Takes secrets out of the body of an answer. JSON is read first, and each of its texts is cleaned by itself, so that it
 * stays JSON, and its message readable.
 * @param clean takes them out of a text
 */
export function cleanBody(body: string, clean: (text: string) => string): string {
  let plain = body;
  try {
    plain = JSON.stringify(
      JSON.parse(body, (_, value) => (typeof value === 'string' ? clean(value) : value)),
    );
  } catch {
    // No JSON, or more of it than can be read.
  }
  return clean(plain);
}

function urlForms(text: string): string[] {
  const uri = encodeURIComponent(text);
  // RFC 3986; and forms, which Java's URLEncoder and URLSearchParams write alike.
  const strict = uri.replace(/[!'()*]/g, percent);
  const form = uri.replace(/[!'()~]/g, percent).replace(/%20/g, '+');
  return [uri, strict, form].reduce<string[]>(
    (forms, one) =>
      forms.concat(
        one,
        one.replace(/%../g, (code) => code.toLowerCase()),
      ),
    [],
  );
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function jsonForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [json, withoutEscapes(json), withoutEscapes(secret)];
}

function htmlForms(secret: string): string[] {
  const html = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const quotes: readonly (readonly [string, string])[] = [
    ['"', "'"],
    ['&quot;', "'"],
    ['&quot;', '&#39;'],
    ['&quot;', '&#x27;'],
    ['&quot;', '&apos;'],
    ['&#34;', '&#39;'],
  ];
  return quotes.map(([double, single]) => html.replace(/"/g, double).replace(/'/g, single));
}

/** Base64 has another form for each place, modulo 3, at which a text begins in a longer one. */
function base64Forms(text: string): string[] {
  const bytes = encodeURIComponent(text).replace(/%(..)/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return [0, 1, 2].reduce<string[]>((forms, before) => {
    // The first characters belong to what stands before as well, the last one to what follows.
    const encoded = base64('\0\0'.slice(0, before) + bytes).slice(before === 0 ? 0 : before + 1);
    const unpadded = encoded.replace(/=+$/, '');
    const inside = unpadded === encoded ? encoded : unpadded.slice(0, -1);
    const all = [encoded, unpadded, inside];
    return forms.concat(
      all,
      all.map((form) => form.replace(/\+/g, '-').replace(/\//g, '_')),
    );
  }, []);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: string): string {
  const text = bytes.replace(/[\s\S]{1,3}/g, (three) => {
    // Beyond the end there is NaN, whose bits are 0.
    const first = three.charCodeAt(0);
    const second = three.charCodeAt(1);
    const third = three.charCodeAt(2);
    return (
      digit(first >> 2) +
      digit((first << 4) | (second >> 4)) +
      digit((second << 2) | (third >> 6)) +
      digit(third)
    );
  });
  const missing = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - missing) + '=='.slice(0, missing);
}

function digit(bits: number): string {
  return DIGITS.charAt(bits & 63);
}
