/** The inputs of an operation as options and as environment variables. */
import type { Operation } from '@change-gate/core';
import { type InputManifest, inputManifests } from '@change-gate/core/manifest';

/** An input, and how it is given here. */
export interface CliInput extends InputManifest {
  /** `instance-url`; a secret has none, as other users of the machine see a command line. */
  readonly option: string | undefined;
  /** `CHANGE_GATE_INSTANCE_URL` */
  readonly variable: string;
}

export const PREFIX = 'CHANGE_GATE_';

/** The inputs that an operation reads. */
export function inputsOf(operation: Operation): readonly CliInput[] {
  return ALL.filter(({ name, operations }) => name !== 'operation' && operations.includes(operation));
}

/** Whether any operation has an input of this variable. */
export function isVariable(name: string): boolean {
  return ALL.some(({ variable }) => variable === name);
}

/** Behind `check`, the word need not be said again. */
const SHORT: Readonly<Record<string, string>> = { 'check-report': 'report' };

const ALL: readonly CliInput[] = inputManifests().map((input) => ({
  ...input,
  option: input.secret ? undefined : (SHORT[input.name] ?? input.name),
  variable: `${PREFIX}${input.name.toUpperCase().replaceAll('-', '_')}`,
}));
