/** Subflows and actions of an application, as far as the sandbox runs them. */
import type { Script } from '../application/script.ts';
import type { FlowCondition } from './flow-condition.ts';

export interface Subflow {
  readonly sysId: string;
  /** `x_acme.await_parcel` */
  readonly name: string;
  /** Names of its inputs. */
  readonly inputs: readonly string[];
  readonly steps: readonly FlowStep[];
}

export type FlowStep = LookUpRecord | WaitForCondition | If | RunAction;

export interface LookUpRecord {
  readonly kind: 'look-up-record';
  /** By which pills name its output: `{{<id>.Record}}`. */
  readonly id: string;
  readonly table: string;
  /** Encoded query with pills. */
  readonly conditions: string;
}

export interface WaitForCondition {
  readonly kind: 'wait-for-condition';
  readonly id: string;
  /** A pill. */
  readonly record: string;
  /** Encoded query. */
  readonly conditions: string;
}

export interface If {
  readonly kind: 'if';
  readonly id: string;
  readonly condition: FlowCondition;
  readonly met: readonly FlowStep[];
  readonly otherwise: readonly FlowStep[];
}

export interface RunAction {
  readonly kind: 'action';
  readonly id: string;
  readonly action: FlowAction;
  /** Constants and pills, by input. */
  readonly values: Readonly<Record<string, string>>;
}

/** A `sys_hub_action_type_definition`. */
export interface FlowAction {
  readonly sysId: string;
  readonly name: string;
  readonly scripts: readonly ScriptStep[];
}

export interface ScriptStep {
  readonly script: Script;
  /** What `inputs` has, by name: constants and pills like `{{action.decision}}`. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What a subflow is given: a record, or text. */
export type FlowInput = string | { readonly table: string; readonly sysId: string };
