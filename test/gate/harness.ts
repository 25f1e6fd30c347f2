/**
 * What a CI brings so that the scenarios, which hold for any CI, can run on it. A harness starts real
 * pipelines with the built adapter; what became of them is read from the CI's own server, not from the
 * adapter.
 */
import type { JournalEntry, Sandbox, SandboxOptions } from '@change-gate/sandbox';

export interface CiHarness {
  readonly name: string;
  /** What the sandbox needs to run the documented pipeline with the built adapter. */
  sandboxOptions(options: PauseOptions): Omit<SandboxOptions, 'serviceNow' | 'start'>;
  /** What was asked of this CI's server. */
  requests(sandbox: Sandbox): readonly JournalEntry[];
  /** The API base URL that a registration names, and the token that this CI accepts from ServiceNow. */
  server(sandbox: Sandbox): string;
  readonly callbackToken: string;
  /** Starts the documented pipeline: open, pause, verify, deploy, close. */
  start(sandbox: Sandbox, inputs: GateInputs): GatedBuild;
  /** Where a decision is delivered when the gate's own job has ended: has `ended` called then. */
  readonly onGateEnd?: (sandbox: Sandbox, ended: () => void) => void;
  /** What a failed `open` tells people to do. */
  readonly runAgainWords: string;
  /** Whether that starts a new build. */
  readonly againIsNewBuild: boolean;
  /** Does what these words say, with a build whose `open` has failed. */
  runAgain(sandbox: Sandbox, build: GatedBuild): GatedBuild;
}

export interface PauseOptions {
  /** From the pause step until the build is paused, in ms: a callback before that is early. */
  readonly pauseDelayMs?: number;
  /** From the decision until the build's status shows it, in ms; the sandbox's default when left out. */
  readonly statusDelayMs?: number;
  /** Is told when a status is to follow a decision later. */
  readonly onStatusDelay?: () => void;
}

/** Inputs by their declared names; `undefined` leaves one out. */
export type GateInputs = Readonly<Record<string, string | undefined>>;

export interface GatedBuild {
  readonly id: string;
  /** Resolves when the build stands at its gate; rejects when it ended before. */
  readonly paused: Promise<void>;
  /** Resolves when nothing of the build runs any more. */
  readonly ended: Promise<void>;
  /** What the CI's server says of the build. */
  view(): BuildView;
  /** Everything that the adapter said or handed over: the log, outputs, links, annotations. */
  output(): string;
  /** A person approves the gate in the CI's own UI. */
  approveByHand(): void;
}

export interface BuildView {
  readonly waiting: boolean;
  readonly succeeded: boolean;
  /** Whether the step that deploys has run. */
  readonly deployed: boolean;
  /** How often somebody, person or callback, answered the gate, and how. */
  readonly answers: readonly ('approved' | 'denied')[];
  readonly log: string;
}
