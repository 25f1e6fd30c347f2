import type { Table } from '../../database/database.ts';
import type { Principal } from '../../sign-in/principal.ts';
import type { InstanceCalls } from '../node/node-protocol.ts';

/** What the Glide API knows of the script that calls it. */
export interface ScriptSession {
  readonly scope: string;
  readonly user: Principal;
  /** What it throws, scripts can catch as an `Error` of their own. */
  readonly instance: InstanceCalls;
  table(name: string): Table | null;
  /** What the person at the form is shown, in order. */
  readonly messages: string[];
  /** An error of the script's own context: `e instanceof Error` holds there. */
  error(message: string): Error;
  /** Objects and arrays of the script's own context. */
  fromJson(text: string): unknown;
}
