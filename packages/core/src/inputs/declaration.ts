/** How an input is declared: core's own in `inputs.ts`, and those that only one CI has in its adapter. */
import type * as z from 'zod/mini';

export const OPERATIONS = [
  'open',
  'verify',
  'wait',
  'update',
  'close',
  'cancel',
  'status',
  'record',
  'check',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Those whose change may be named. `record` works on one that it has created itself, and on no other. */
export const OF_NAMED_CHANGE = ['open', 'verify', 'wait', 'update', 'close', 'cancel', 'status'] as const;

export interface InputDeclaration {
  /** From the text that a person writes; `undefined` where the input is not set. */
  readonly schema: z.ZodMiniType;
  readonly description: string;
  /** The operations that read it. */
  readonly operations: readonly Operation[];
  readonly secret?: boolean;
  /** What YAML takes an unquoted value for; every input is text in the end. */
  readonly yaml?: 'integer' | 'boolean';
}

export type InputDeclarations = Readonly<Record<string, InputDeclaration>>;

/** Declared inputs, parsed; those that the current operation does not read are absent. */
export type ParsedInputs<Declared extends InputDeclarations> = {
  readonly [Name in keyof Declared]?: z.output<Declared[Name]['schema']>;
};
