/**
 * Every input of every adapter, declared once. Each CI writes the names its own way (`instance-url`,
 * `INSTANCE_URL`); types, defaults, descriptions and secrecy are these.
 */
import * as z from 'zod/mini';
import { CHANGE_INPUTS } from './inputs/change.ts';
import { CHECK_INPUTS } from './inputs/check.ts';
import { CLOSE_INPUTS } from './inputs/close.ts';
import { CONNECTION_INPUTS } from './inputs/connection.ts';
import { type InputDeclarations, OPERATIONS, type Operation } from './inputs/declaration.ts';
import { EVIDENCE_INPUTS } from './inputs/evidence.ts';
import { GATE_INPUTS } from './inputs/gate.ts';
import { RECORD_INPUTS } from './inputs/record.ts';
import { TASK_INPUTS } from './inputs/tasks.ts';

export const INPUTS = {
  operation: {
    schema: z.enum(OPERATIONS),
    description:
      'What to do: `open` a change, `verify` its decision after the pause, `wait` for it where no callback is possible, `update`, `close` or `cancel` the change, read its `status`, `record` a deployment that waited for nobody, or `check` whether all this would work here.',
    operations: OPERATIONS,
  },
  ...CONNECTION_INPUTS,
  ...CHANGE_INPUTS,
  ...TASK_INPUTS,
  ...EVIDENCE_INPUTS,
  ...GATE_INPUTS,
  ...CLOSE_INPUTS,
  ...RECORD_INPUTS,
  ...CHECK_INPUTS,
} as const satisfies InputDeclarations;

export type InputName = keyof typeof INPUTS;
export type Inputs = { readonly [Name in InputName]: z.output<(typeof INPUTS)[Name]['schema']> };

/** The inputs that one operation reads, parsed; the others are not there to be read by mistake. */
export type InputsOf<O extends Operation> = {
  readonly [Name in InputName as O extends (typeof INPUTS)[Name]['operations'][number]
    ? Name
    : never]: Inputs[Name];
};
