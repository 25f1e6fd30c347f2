/** What the page knows: a snapshot, and the updates that came since. */
import type {
  Activity,
  ChangeSummary,
  CiSummary,
  PipelineSummary,
  Snapshot,
  Update,
} from '../../protocol.ts';

const KEPT_ACTIVITIES = 100;

export interface BoardState {
  readonly connected: boolean;
  readonly instanceUrl: string;
  /** Sandbox time of the last message, UTC `yyyy-MM-dd HH:mm:ss`, and when it came, on the page's own clock. */
  readonly now: string;
  readonly heardAt: number;
  readonly cis: readonly CiSummary[];
  /** By number, oldest first. */
  readonly changes: ReadonlyMap<string, ChangeSummary>;
  /** By `pipelineKey`, oldest first. */
  readonly pipelines: ReadonlyMap<string, PipelineView>;
  /** Counts the messages that said something about a change's details. */
  readonly touched: ReadonlyMap<string, number>;
  /** Oldest first. */
  readonly activities: readonly Activity[];
}

/** A pipeline, and when the page received it: its stopwatches run on from then. */
export interface PipelineView extends PipelineSummary {
  readonly heardAt: number;
}

export type Message =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot; readonly heardAt: number }
  | { readonly type: 'update'; readonly update: Update; readonly heardAt: number }
  | { readonly type: 'lost' };

/** The state before the first message. */
export const EMPTY_STATE: BoardState = {
  connected: false,
  instanceUrl: '',
  now: '',
  heardAt: 0,
  cis: [],
  changes: new Map(),
  pipelines: new Map(),
  touched: new Map(),
  activities: [],
};

export function pipelineKey({ ci, id }: { readonly ci: string; readonly id: string }): string {
  return `${ci} ${id}`;
}

/** The state after a message: a snapshot replaces it, an update changes parts of it. */
export function applyMessage(state: BoardState, message: Message): BoardState {
  switch (message.type) {
    case 'snapshot':
      return begin(state, message.snapshot, message.heardAt);
    case 'update':
      return go(state, message.update, message.heardAt);
    case 'lost':
      return { ...state, connected: false };
  }
}

function begin(state: BoardState, snapshot: Snapshot, heardAt: number): BoardState {
  const { now, instanceUrl, cis, changes, pipelines, activities } = snapshot;
  return {
    connected: true,
    now,
    heardAt,
    instanceUrl,
    cis,
    changes: new Map(changes.map((change) => [change.number, change])),
    pipelines: new Map(pipelines.map((pipeline) => [pipelineKey(pipeline), { ...pipeline, heardAt }])),
    // After a lost connection nobody knows what has been missed: whatever is shown is read again.
    touched: new Map(changes.map(({ number }) => [number, (state.touched.get(number) ?? 0) + 1])),
    activities,
  };
}

function go(state: BoardState, update: Update, heardAt: number): BoardState {
  const changes = new Map(state.changes);
  for (const change of update.changes) changes.set(change.number, change);
  for (const number of update.deleted) changes.delete(number);
  const pipelines = new Map(state.pipelines);
  for (const pipeline of update.pipelines) pipelines.set(pipelineKey(pipeline), { ...pipeline, heardAt });
  const touched = new Map(state.touched);
  for (const number of update.touched) touched.set(number, (touched.get(number) ?? 0) + 1);
  return {
    ...state,
    now: update.now,
    heardAt,
    cis: update.cis ?? state.cis,
    changes,
    pipelines,
    touched,
    activities: [...state.activities, ...update.activities].slice(-KEPT_ACTIVITIES),
  };
}
