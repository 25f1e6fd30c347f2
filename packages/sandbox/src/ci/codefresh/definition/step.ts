/** The kinds of step that the sandbox runs, and the hooks around a step or a pipeline. */

import type { GateResult } from '../gate.ts';
import type { Condition } from './conditions/when.ts';
import type { Retry } from './retry.ts';

export const HOOKS = ['on_elected', 'on_success', 'on_fail', 'on_finish'] as const;
export type HookName = (typeof HOOKS)[number];
export type Hooks = Readonly<Record<HookName, readonly StepDefinition[]>>;

export interface StepBase {
  readonly name: string;
  /** Where the step is, for messages: `steps.open`. */
  readonly where: string;
  /** Whether a failure, or a denial, ends the build. */
  readonly failFast: boolean;
  /** With `fail_fast: false`: whether the failure still counts when the build ends. */
  readonly strictFailFast: boolean;
  readonly when: Condition;
  readonly hooks: Hooks;
}

/** A step that runs something, and may have to be tried again or stopped. */
export interface WorkingStep extends StepBase {
  readonly retry: Retry;
  /** ms; null for none */
  readonly timeoutMs: number | null;
}

export interface FreestyleStep extends WorkingStep {
  readonly kind: 'freestyle';
  readonly image: string;
  /** Run by a shell instead of the image's own entry point. */
  readonly commands: readonly string[] | null;
  /** Arguments for the image's entry point. */
  readonly cmd: readonly string[];
  readonly shell: 'sh' | 'bash';
  /** `K=V` */
  readonly environment: readonly string[];
  readonly workingDirectory: string | null;
}

export interface ApprovalStep extends StepBase {
  readonly kind: 'pending-approval';
  readonly timeoutMs: number;
  readonly finalState: GateResult;
}

export interface TypedStep extends WorkingStep {
  readonly kind: 'typed';
  /** `account/name:version` */
  readonly type: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface CloneStep extends WorkingStep {
  readonly kind: 'git-clone';
  /** `owner/name` */
  readonly repo: string;
  /** A commit or a branch; null for where the repository stands. */
  readonly revision: string | null;
}

export type StepDefinition = FreestyleStep | ApprovalStep | TypedStep | CloneStep;
