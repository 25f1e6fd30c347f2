/** XML as a tree, to change it and to write it down again. */
import { XMLParser } from 'fast-xml-parser';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Of an element without children; whitespace around children is dropped. */
  readonly text: string;
}

const ATTRIBUTES = ':@';
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
});

/** @returns the root of a document */
export function parseXml(text: string): XmlElement {
  const [root] = elements(parser.parse(text));
  if (root === undefined) throw new Error(`No element in ${text.slice(0, 100)}`);
  return root;
}

/** @returns the document as ServiceNow writes a payload: on one line, but for texts of several, attributes in order */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${write(root)}`;
}

/** An element that holds a text, or nothing. */
export function leaf(name: string, text: string, attributes: XmlElement['attributes'] = {}): XmlElement {
  return { name, attributes, children: [], text };
}

export function child(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((one) => one.name === name);
}

/** For texts and for attributes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function write({ name, attributes, children, text }: XmlElement): string {
  const all = Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const content = children.length > 0 ? children.map(write).join('') : escapeXml(text);
  const start = `<${name}${all.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}

type Node = Readonly<Record<string, unknown>>;

function elements(nodes: readonly Node[]): XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT);
    if (name === undefined) return [];
    const content = node[name] as readonly Node[];
    const children = elements(content);
    const text = children.length > 0 ? '' : content.map((one) => one[TEXT] ?? '').join('');
    return { name, attributes: (node[ATTRIBUTES] ?? {}) as Record<string, string>, children, text };
  });
}
