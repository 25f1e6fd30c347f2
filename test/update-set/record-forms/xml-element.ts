import { XMLParser } from 'fast-xml-parser';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
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
});

/** @returns the root of a document, with its elements in their order */
export function parseXml(text: string): XmlElement {
  const root = elements(parser.parse(text)).find(({ name }) => !name.startsWith('?'));
  if (root === undefined) throw new Error(`No element in ${text.slice(0, 100)}`);
  return root;
}

export function child(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((one) => one.name === name);
}

type Node = Readonly<Record<string, unknown>>;

function elements(nodes: readonly Node[]): XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT);
    if (name === undefined) return [];
    const content = node[name] as readonly Node[];
    return {
      name,
      attributes: (node[ATTRIBUTES] ?? {}) as Record<string, string>,
      children: elements(content),
      text: content.map((one) => one[TEXT] ?? '').join(''),
    };
  });
}
