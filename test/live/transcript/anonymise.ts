import { type Kind, kindOf, PARAMETERS, PATH_WORDS, SENTENCES, WORDS } from './known.ts';
import { Placeholders } from './placeholders.ts';

/** What the suite itself knows to be its own, or to be where it runs. */
export interface Surroundings {
  /** URLs by what stands for them: `{'<instance>': ['https://acme.service-now.com']}`. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  /** What the suite has written, texts and names, by how it is shown: constants of its sources, nothing of where it runs. */
  readonly own: ReadonlyMap<string, string>;
}

/** A column and what it is compared with, as encoded queries have them: `^ORapproval=requested`. */
const CONDITION =
  /^(?<joint>OR|NQ)?(?<order>ORDERBY(?:DESC)?)?(?<column>[a-z_.]+)(?:(?<operator>[A-Z ]+|[!<>]?=|[<>])(?<value>.*))?$/s;

/** Shows of URLs and bodies what is known to be harmless, and placeholders, or nothing, of all else. */
export class Anonymiser {
  readonly #placeholders = new Placeholders();
  readonly #hosts: ReadonlyMap<string, string>;
  readonly #own: ReadonlyMap<string, string>;

  constructor({ hosts, own }: Surroundings) {
    const all = Object.entries(hosts);
    this.#hosts = new Map(all.flatMap(([name, urls]) => urls.map((url) => [new URL(url).host, name])));
    this.#own = own;
  }

  /** @param path with its query; of a URL, what is behind the host */
  path(path: string): string {
    const { pathname, searchParams } = new URL(path, 'https://nowhere.invalid');
    const parts = pathname.split('/').map((part) => this.#pathPart(decoded(part)));
    const query = [...searchParams].map(([name, value]) => this.#parameter(name, value)).sort();
    return parts.join('/') + (query.length > 0 ? `?${query.join('&')}` : '');
  }

  /** @param body parsed where it is JSON @returns it with sorted keys; undefined for none */
  body(body: unknown): unknown {
    return body === '' || body === undefined ? undefined : this.#value(body, 'part');
  }

  #value(value: unknown, kind: Kind): unknown {
    if (value === null || typeof value === 'boolean') return value;
    if (Array.isArray(value)) return value.map((element) => this.#value(element, kind));
    if (typeof value === 'object') return this.#object(value, kind);
    if (typeof value !== 'number') return this.#text(String(value), kind);
    const text = this.#text(String(value), kind);
    // Of a number it stays visible that it was one.
    return text === String(value) ? value : text.replace(/>$/, ', a number>');
  }

  #object(value: object, parent: Kind): unknown {
    const known = Object.entries(value).flatMap(([key, content]) => {
      const kind = this.#kindIn(parent, key);
      return kind === undefined ? [] : [[key, this.#value(content, kind)] as const];
    });
    return Object.fromEntries(known.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** A reference, and a column that is asked for with its display value, is an object with the column's value in it. */
  #kindIn(parent: Kind, key: string): Kind | undefined {
    if (key === 'link') return 'url';
    if (parent !== 'part' && (key === 'value' || key === 'display_value')) return parent;
    return kindOf(key);
  }

  #text(text: string, kind: Kind): string {
    const own = this.#own.get(text);
    if (text === '' || own !== undefined) return own ?? '';
    switch (kind) {
      case 'word':
        return WORDS.has(text) || isTruth(text) ? text : '<other>';
      case 'flag':
        return /^\d{1,3}$/.test(text) || isTruth(text) ? text : '<other>';
      case 'time':
        return '<time>';
      case 'url':
        return this.#url(text);
      case 'text':
        return SENTENCES.has(text) || isTruth(text) ? text : '<text>';
      case 'name':
      case 'user':
      case 'id':
        return this.#placeholders.of(shapeOf(text) ?? kind, text);
      case 'part':
        return this.#bare(text);
    }
  }

  /** Of an answer that is nothing but a text, an id stays visible as one. */
  #bare(text: string): string {
    const shape = shapeOf(text);
    return shape === undefined ? '<text>' : this.#placeholders.of(shape, text);
  }

  #url(text: string): string {
    if (!URL.canParse(text)) return '<text>';
    const { host, pathname, search } = new URL(text);
    const name = this.#hosts.get(host);
    return name === undefined ? this.#placeholders.of('host', host) : name + this.path(pathname + search);
  }

  #pathPart(part: string): string {
    if (part === '' || PATH_WORDS.has(part)) return part;
    return this.#text(part, /^\d+$/.test(part) ? 'id' : 'name');
  }

  #parameter(name: string, value: string): string {
    const kind = PARAMETERS.get(name);
    if (kind === undefined) return '<parameter>';
    if (kind === 'fields') return `${name}=${value.split(',').map(column).join(',')}`;
    if (kind === 'query') return `${name}=${value.split('^').map(this.#condition, this).join('^')}`;
    return `${name}=${this.#text(value, kind)}`;
  }

  #condition(text: string): string {
    const {
      joint = '',
      order = '',
      column: name = '',
      operator = '',
      value = '',
    } = CONDITION.exec(text)?.groups ?? {};
    const kind = kindOf(name);
    if (kind === undefined || !OPERATORS.has(operator)) return '<condition>';
    const values = operator === 'IN' ? value.split(',') : [value];
    return joint + order + name + operator + values.map((one) => this.#text(one, kind)).join(',');
  }
}

const OPERATORS = new Set([
  ...['', '=', '!=', '<', '>', '<=', '>=', 'IN', 'NOT IN', 'LIKE', 'STARTSWITH', 'ISEMPTY', 'ISNOTEMPTY'],
]);

/** @returns the name of a column, if it is known */
function column(name: string): string {
  return kindOf(name) === undefined ? '<column>' : name;
}

/** What a value is by how it looks, whatever its key is called. */
function shapeOf(text: string): string | undefined {
  if (/^[0-9a-f]{32}$/i.test(text)) return 'sys_id';
  if (/^[0-9a-f]{24}$/i.test(text)) return 'id';
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)) return 'sha';
  if (/^[A-Z]{3,8}\d{4,}$/.test(text)) return 'number';
  if (/^\S+@\S+$/.test(text)) return 'email';
  return undefined;
}

function isTruth(text: string): boolean {
  return text === 'true' || text === 'false';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
