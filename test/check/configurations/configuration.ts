/** A configuration of `check` and `open`, with the instance that it meets. */
import type { Behaviours, startSandbox } from '@change-gate/sandbox';
import type { Inputs, Instance } from '../../core/instance.ts';

export type ServiceNow = Instance['serviceNow'];

export interface Configuration {
  readonly name: string;
  readonly behaviours?: Partial<Behaviours>;
  /** What the instance has besides. */
  readonly set?: (serviceNow: ServiceNow) => void;
  /** Speaks HTTPS. */
  readonly tls?: true;
  readonly github?: NonNullable<Parameters<typeof startSandbox>[0]>['github'];
  /** The inputs with which every operation signs in; a username and password when left out. */
  readonly signIn?: (instance: Instance) => Inputs | Promise<Inputs>;
  /** Of `check` and `open`. */
  readonly inputs?: Inputs;
  readonly verify?: Readonly<Record<string, string>>;
  /** The state to which people bring the change; Implement when left out. */
  readonly opensIn?: string;
  /** The lines that break; none when left out. */
  readonly says?: readonly string[];
  /** It fails all the same, and this line says that it could not be seen. */
  readonly hides?: string;
  /** What the failure says. */
  readonly fails?: RegExp;
  /** With `check-write`: the lines that do not hold, or could not be seen. */
  readonly writes?: readonly string[];
}

/** What a check may write leaves this to be seen. */
export const LATER = 'write.later could-not-be-seen';
