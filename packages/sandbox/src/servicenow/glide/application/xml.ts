import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, white space and CDATA kept exactly. */
  readonly text: string;
}

/** fast-xml-parser's `preserveOrder` form: one key is the element's name, `:@` its attributes. */
type Node = Readonly<Record<string, unknown>>;

const TEXT = '#text';
const ATTRIBUTES = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // The character references that exports hold (`&#13;`) are among these.
  htmlEntities: true,
  // An update set escapes whole scripts, so it has more entities than the parser's default allows.
  processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
});

/**
 * @param what names the document in the error: `the update set`
 * @throws Error when the text is not well-formed XML with one root
 */
export function parseXml(text: string, what: string): XmlElement {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`Cannot read ${what}: ${valid.err.msg} (line ${valid.err.line})`);
  const roots = (parser.parse(text) as Node[]).filter((node) => !(TEXT in node)).map(toElement);
  const [root] = roots;
  if (root === undefined || roots.length > 1) throw new Error(`Cannot read ${what}: it has no single root`);
  return root;
}

/** The text of the child element of this name; empty when there is none. */
export function childText(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text ?? '';
}

function toElement(node: Node): XmlElement {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
  const content = node[name] as readonly Node[];
  return {
    name,
    attributes: (node[ATTRIBUTES] ?? {}) as Record<string, string>,
    children: content.filter((child) => !(TEXT in child)).map(toElement),
    text: content.map((child) => (TEXT in child ? String(child[TEXT]) : '')).join(''),
  };
}
