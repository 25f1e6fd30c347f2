/** XML as a stream of elements, in constant memory; what is not well-formed is not read on. */
import sax from 'sax';
import { Unreadable } from '../reading.ts';

declare module 'sax' {
  /** Of a value that is not text. A longer text is handed on in parts, anything else is an error. */
  let MAX_BUFFER_LENGTH: number;
}
// A failure's message is an attribute in most dialects, and 64 kB, what sax allows, are reached by a long difference.
sax.MAX_BUFFER_LENGTH = 256 * 1024;

/** Reports nest to about 20; a document that nests for ever would fill the memory. */
const MAX_DEPTH = 100;
const MAX_ATTRIBUTES = 100;
const MAX_NAME = 200;
/** Longer values (a message, a path) decide nothing. */
const MAX_VALUE = 64;
const TOO_LONG = '(too long)';
const UNREADABLE = 'is no XML that can be read';
/** Stands for `&lt;`, so that a bare `<` shows: a value that swallows elements is not well-formed, which sax lets pass. */
const LESS = '\uFFFD';
const NAMED: Readonly<Record<string, string>> = { amp: '&', gt: '>', lt: LESS, quot: '"', apos: "'" };
/** As sax looks them up, without the `&` and the `;`. Those of a document's own are unknown, which is an error. */
const ENTITIES = new Proxy<Record<string, string>>({}, { get: (_, name) => character(String(name)) });

/** Mocha's reporters refer to characters that XML does not allow (`&#xD800;`): they decide nothing, and are let pass. */
function character(entity: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(entity) ?? [];
  if (hex === undefined && decimal === undefined)
    return Object.hasOwn(NAMED, entity) ? NAMED[entity] : undefined;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (point > 0x10ffff) return undefined;
  return point === 60 ? LESS : String.fromCodePoint(point);
}

/** Without the namespaces' prefixes. A value of more than 64 characters reads `(too long)`. */
export type Attributes = Readonly<Record<string, string | undefined>>;

export interface ElementHandler {
  /** @param depth 0 is the root */
  open(name: string, attributes: Attributes, depth: number): void;
  close(name: string, depth: number): void;
  comment?(text: string): void;
}

/** @throws Unreadable when it is not well-formed, cut off, or has entities or defaults of its own */
export async function parseXml(text: AsyncIterable<string>, handler: ElementHandler): Promise<void> {
  const parser = strictParser(handler);
  for await (const piece of text) parser.write(piece);
  parser.close();
}

function strictParser(handler: ElementHandler): sax.SAXParser {
  const parser = sax.parser(true);
  parser.ENTITIES = ENTITIES;
  let depth = 0;
  let roots = 0;
  parser.onopentagstart = (tag) => {
    if (tag.name.length > MAX_NAME) fail('a name is too long');
    if (depth >= MAX_DEPTH) fail('its elements nest too deep');
    if (depth === 0 && ++roots > 1) fail('it has more than one root element');
    tag.attributes = new KnownOnce() as unknown as sax.Tag['attributes'];
  };
  parser.onattribute = ({ name, value }) => {
    if (name.length > MAX_NAME) fail('a name is too long');
    if (value.includes('<')) fail('a value holds a bare <');
    const { attributes } = parser.tag;
    if (value.length > MAX_VALUE) attributes[name] = TOO_LONG;
  };
  parser.onopentag = (tag) => {
    handler.open(localName(tag.name), tag.attributes as Attributes, depth);
    depth += 1;
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    handler.close(localName(name), depth);
  };
  parser.oncomment = (comment) => handler.comment?.(comment);
  parser.ondoctype = (doctype) => {
    if (doctype.includes('[')) fail('it declares entities or defaults of its own, which are not read');
  };
  parser.onsgmldeclaration = () => fail('it holds a declaration where there may be none');
  parser.onerror = (error) => {
    const what = error.message.split('\n')[0]?.replace(/\.$/, '') ?? '';
    if (CUT_OFF.test(what)) throw new Unreadable('is cut off');
    fail(what.charAt(0).toLowerCase() + what.slice(1));
  };
  parser.onend = () => {
    if (roots === 0) throw new Unreadable('is cut off');
  };
  return parser;

  function fail(what: string): never {
    throw new Unreadable(`${UNREADABLE}: ${what} (line ${parser.line + 1})`);
  }
}

/** What sax says of a document that ends too early. */
const CUT_OFF = /^(Unclosed root tag|Unexpected end)/;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Sax asks this of an element's attributes before it keeps one, and leaves one that comes twice out without a word. */
class KnownOnce {
  #count = 0;

  hasOwnProperty(name: string): boolean {
    this.#count += 1;
    if (this.#count > MAX_ATTRIBUTES)
      throw new Unreadable(`${UNREADABLE}: an element has too many attributes`);
    if (Object.hasOwn(this, name)) throw new Unreadable(`${UNREADABLE}: an attribute comes twice`);
    if (name === 'hasOwnProperty') throw new Unreadable(`${UNREADABLE}: no report has an attribute ${name}`);
    return false;
  }
}
