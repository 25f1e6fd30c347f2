/**
 * How Go writes values: the verbs `%v %s %q` of package fmt, and strconv's quoting. The tests hold what
 * Go 1.19 prints.
 */
import { type GoMap, type GoValue, isList, isMap, sortedKeys, typeName } from './value.ts';

export type Verb = 'v' | 's' | 'q';

const VERBS: ReadonlySet<string> = new Set<Verb>(['v', 's', 'q']);

/** @param reject called with what is not implemented; throws */
export function sprintf(format: string, args: readonly GoValue[], reject: (what: string) => never): string {
  let used = 0;
  const text = format.replace(/%([\s\S]?)/gu, (directive, verb: string) => {
    if (verb === '%') return '%';
    if (!VERBS.has(verb)) reject(`the printf directive ${JSON.stringify(directive)}`);
    if (used === args.length) return `%!${verb}(MISSING)`;
    const arg = args[used];
    used += 1;
    if (verb === 'q' && typeof arg === 'bigint') reject('the printf directive "%q" of an integer');
    return formatValue(arg, verb as Verb);
  });
  const extra = args
    .slice(used)
    .map((arg) => (isNil(arg) ? '<nil>' : `${typeName(arg)}=${formatValue(arg, 'v')}`));
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(', ')})`;
}

/** What an action writes into the output: `%v`, but `<no value>` for an absent one. */
export function printValue(value: GoValue): string {
  return isNil(value) ? '<no value>' : formatValue(value, 'v');
}

export function formatValue(value: GoValue, verb: Verb): string {
  if (isNil(value)) return verb === 'v' ? '<nil>' : `%!${verb}(<nil>)`;
  if (isList(value)) return `[${value.map((item) => formatItem(item, verb)).join(' ')}]`;
  if (isMap(value)) return formatMap(value, verb);
  switch (typeof value) {
    case 'string':
      return verb === 'q' ? quote(value) : value;
    default:
      return verb === 'v' ? plain(value) : wrongVerb(value, verb);
  }
}

/** Inside a list or map, nothing is `<nil>` whatever the verb. */
function formatItem(value: GoValue, verb: Verb): string {
  return isNil(value) ? '<nil>' : formatValue(value, verb);
}

function isNil(value: GoValue): value is null | undefined {
  return value === null || value === undefined;
}

function formatMap(map: GoMap, verb: Verb): string {
  const entries = sortedKeys(map).map((key) => `${formatValue(key, verb)}:${formatItem(map[key], verb)}`);
  return `map[${entries.join(' ')}]`;
}

function wrongVerb(value: string | number | bigint | boolean, verb: Verb): string {
  return `%!${verb}(${typeName(value)}=${plain(value)})`;
}

function plain(value: string | number | bigint | boolean): string {
  return typeof value === 'number' ? formatFloat(value) : String(value);
}

/** `%v` of a float64: the shortest digits, with an exponent below 1e-04 and from 1e+06 on. */
function formatFloat(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return value.toString();
  const size = String(Math.abs(power)).padStart(2, '0');
  return `${digits}e${power < 0 ? '-' : '+'}${size}`;
}

/** strconv.Quote. */
function quote(text: string): string {
  // Go reads JSON's lone surrogates as U+FFFD.
  return `"${[...text.toWellFormed()].map(escapeRune).join('')}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/**
 * Go's IsPrint: letters, marks, numbers, punctuation, symbols, and the ASCII space. Characters newer than
 * the Unicode tables of a Go release are escaped there and printed here; YAML reads both as the same text.
 */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

function escapeRune(rune: string): string {
  const short = ESCAPES[rune];
  if (short !== undefined) return short;
  if (PRINTABLE.test(rune)) return rune;
  const code = rune.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
