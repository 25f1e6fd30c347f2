/** Reads a YAML map key by key, and refuses by name the keys that nobody read. */
import { PipelineError } from '../../base/pipeline-error.ts';
import { notImplemented } from './not-implemented.ts';

export class Fields {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #read = new Set<string>();
  readonly where: string;

  /** @param where the path for messages: `steps.open` */
  constructor(value: unknown, where: string) {
    if (!isRecord(value)) throw new PipelineError(`${where} must be a map`);
    this.#values = new Map(Object.entries(value));
    this.where = where;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  any(key: string): unknown {
    this.#read.add(key);
    return this.#values.get(key);
  }

  /** Numbers count as text, as in `version: 1.0`. */
  text(key: string): string | undefined {
    const value = this.any(key);
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw new PipelineError(`${this.where}.${key} must be a string`);
  }

  requiredText(key: string): string {
    const value = this.text(key);
    if (value === undefined) throw new PipelineError(`${this.where} needs \`${key}\``);
    return value;
  }

  flag(key: string, otherwise: boolean): boolean {
    const value = this.any(key);
    if (value === undefined) return otherwise;
    if (typeof value !== 'boolean') throw new PipelineError(`${this.where}.${key} must be true or false`);
    return value;
  }

  texts(key: string): string[] | undefined {
    const value = this.any(key);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      throw new PipelineError(`${this.where}.${key} must be a list of strings`);
    }
    return value;
  }

  record(key: string): Record<string, unknown> | undefined {
    const value = this.any(key);
    if (value === undefined) return undefined;
    if (!isRecord(value)) throw new PipelineError(`${this.where}.${key} must be a map`);
    return value;
  }

  fields(key: string): Fields | undefined {
    return this.has(key) ? new Fields(this.any(key), `${this.where}.${key}`) : undefined;
  }

  /** @throws PipelineError naming a key that nothing has read */
  done(): void {
    for (const key of this.#values.keys()) if (!this.#read.has(key)) throw notImplemented(key, this.where);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
