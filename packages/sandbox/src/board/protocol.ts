/**
 * What the server half and the page say to each other, as JSON. Types only: the page imports them too.
 * Times are ServiceNow's: UTC `yyyy-MM-dd HH:mm:ss`, empty for none.
 */
import type { PipelineView } from './pipeline-view.ts';

export type { PipelineStatus, PipelineView, StageView } from './pipeline-view.ts';

export interface ChangeSummary {
  readonly number: string;
  readonly shortDescription: string;
  readonly type: string;
  /** State value, e.g. `-5`, and as people see it. */
  readonly state: string;
  readonly stateLabel: string;
  readonly approval: string;
  readonly onHold: boolean;
}

export interface PipelineSummary extends PipelineView {
  /** Key of its CI. */
  readonly ci: string;
  /** Number of the change that it waits for; null before it has registered. */
  readonly change: string | null;
}

export interface CiSummary {
  readonly key: string;
  readonly name: string;
  readonly url: string;
  readonly fault: CiFault | null;
  /** Pipelines that can be started from the page. */
  readonly startablePipelines: readonly { readonly id: string; readonly label: string }[];
}

/** How a CI is broken on purpose: every connection reset, every answer a 401, every answer 3 s late. */
export type CiFault = 'down' | 'unauthorized' | 'slow';

/** One line of what just happened. */
export interface Activity {
  readonly at: string;
  /** `ServiceNow`, or the name of a CI. */
  readonly who: string;
  readonly text: string;
}

/** The first message of a stream. */
export interface Snapshot {
  readonly now: string;
  readonly instanceUrl: string;
  readonly cis: readonly CiSummary[];
  readonly changes: readonly ChangeSummary[];
  readonly pipelines: readonly PipelineSummary[];
  /** Oldest first. */
  readonly activities: readonly Activity[];
}

/** Every later message: what is different now. */
export interface Update {
  readonly now: string;
  readonly cis?: readonly CiSummary[];
  readonly changes: readonly ChangeSummary[];
  /** Numbers of changes that are gone. */
  readonly deleted: readonly string[];
  /** Numbers of changes of which something outside the summary is different: approvals, notes, deliveries. */
  readonly touched: readonly string[];
  readonly pipelines: readonly PipelineSummary[];
  readonly activities: readonly Activity[];
}

export interface StateStep {
  readonly value: string;
  readonly label: string;
  /** Whether a person may move the change there now. */
  readonly reachable: boolean;
}

export interface ApprovalView {
  readonly approver: string;
  readonly state: string;
  readonly at: string;
}

export interface NoteView {
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

/** What the change carries for those, and the rules, that decide about it. */
export interface EvidenceView {
  /** Whether it is complete, as people see it. */
  readonly status: string;
  /** Names and texts; empty where there is nothing to tell. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  /** The decisions of approval policies that applied: `Clean evidence: Approved by rule`. */
  readonly rules: readonly string[];
}

/** One attempt at telling the CI. */
export interface AttemptView {
  readonly attempt: number;
  readonly started: string;
  readonly finished: string;
  /** Empty while it is under way. */
  readonly outcome: string;
  readonly answer: string;
}

export interface RegistrationView {
  /** sys_id */
  readonly id: string;
  readonly ci: string;
  readonly build: string;
  readonly registered: string;
  readonly status: string;
  readonly decision: string;
  readonly reason: string;
  /** In which the change releases the build. */
  readonly states: readonly string[];
  readonly decidedAt: string;
  readonly deadline: string;
  /** When ServiceNow tries again; empty where it does not. */
  readonly nextAttempt: string;
  /** What came of the last attempt, or `not-tried`, and in the CI's words or why. */
  readonly lastOutcome: string;
  readonly lastAnswer: string;
  readonly endedAt: string;
  /** Oldest first. */
  readonly attempts: readonly AttemptView[];
}

/** `GET /api/changes/{number}` */
export interface ChangeDetail extends ChangeSummary {
  readonly description: string;
  readonly onHoldReason: string;
  readonly plannedStart: string;
  readonly plannedEnd: string;
  readonly conflictStatus: string;
  /** Each by its type and what it is with, a schedule or a change: `Blackout: Code freeze`. */
  readonly conflicts: readonly string[];
  readonly closeCode: string;
  readonly closeNotes: string;
  /** The choices of the close code, values and labels. */
  readonly closeCodes: readonly (readonly [value: string, label: string])[];
  /** The states of this type of change, in order; Canceled is last. */
  readonly model: readonly StateStep[];
  readonly approvals: readonly ApprovalView[];
  readonly evidence: EvidenceView | null;
  /** Newest first. */
  readonly notes: readonly NoteView[];
  readonly registrations: readonly RegistrationView[];
}

/** Answer to `POST /api/actions`. */
export interface ActionAnswer {
  /** What was done or why it was not, for the person who asked. */
  readonly message: string;
  /** What ServiceNow asks for first; nothing was done. */
  readonly asks?: 'comment' | 'close code';
  /** The pipeline that was started. */
  readonly started?: { readonly ci: string; readonly id: string };
}
