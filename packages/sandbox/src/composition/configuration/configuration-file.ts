/** A configuration as somebody wrote it: what is wrong is told with its line and its path. */
import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { ConfigurationError, type Path } from './configuration-error.ts';

export class ConfigurationFile {
  readonly #name: string;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /**
   * @param file YAML, or JSON, which is YAML too
   * @param name of the file in messages
   * @throws Error when there is no such file, or it is neither
   */
  constructor(file: string, name = file) {
    this.#name = name;
    this.#document = parseDocument(read(file, name), { lineCounter: this.#lines });
    const [syntax] = this.#document.errors;
    if (syntax !== undefined) throw new Error(`${this.#name} is neither YAML nor JSON: ${syntax.message}`);
  }

  get value(): unknown {
    return this.#document.toJS() ?? {};
  }

  /** What happened, behind its place: `sandbox.yaml:3, serviceNow.port: ...`. */
  report(error: unknown): string {
    const { message } = error as Error;
    if (!(error instanceof ConfigurationError)) return `${this.#name}: ${message}`;
    return error.problems.map(({ path, message }) => `${this.#place(path)}: ${message}`).join('\n');
  }

  #place(path: Path): string {
    const text = path.reduce<string>(
      (before, key) =>
        typeof key === 'number' ? `${before}[${key}]` : (before && `${before}.${String(key)}`) || String(key),
      '',
    );
    return `${this.#name}:${this.#line(path)}${text && `, ${text}`}`;
  }

  /** Of the key, where the path ends at one; of what holds it, where it is missing. */
  #line(path: Path): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const holder = this.#document.getIn(path.slice(0, depth - 1), true);
      const key = path[depth - 1];
      const pair = isMap(holder) && holder.items.find((one) => isScalar(one.key) && one.key.value === key);
      const node = pair ? pair.key : this.#document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return this.#lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function read(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${name} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
