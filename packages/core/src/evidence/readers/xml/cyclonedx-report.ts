/** Reads CycloneDX in XML as a bill of materials; its vulnerabilities are read from JSON alone. */
import { complete, MAX_REPORT_CASES, none, type Reading, Unreadable } from '../reading.ts';
import type { Attributes, ElementHandler } from './strict-xml.ts';

/** Counts components at every depth, but none of what `metadata` describes: the product itself and the tools. */
export class CycloneDxReport implements ElementHandler {
  /** How deep the open elements are `bom`, `components`, `component`, `components` ... from the root on. */
  #depth = 1;
  #components = 0;

  open(name: string, _attributes: Attributes, depth: number): void {
    if (depth !== this.#depth || name !== (depth % 2 === 1 ? 'components' : 'component')) return;
    this.#depth += 1;
    if (name === 'component') this.#components += 1;
    if (this.#components > MAX_REPORT_CASES) throw new Unreadable('holds more than a million components');
  }

  close(_name: string, depth: number): void {
    if (depth < this.#depth) this.#depth = Math.max(depth, 1);
  }

  reading(): Reading {
    if (this.#components === 0) return none('sbom', 'cyclonedx', 'lists no component');
    return complete('sbom', 'cyclonedx', { components: this.#components });
  }
}
