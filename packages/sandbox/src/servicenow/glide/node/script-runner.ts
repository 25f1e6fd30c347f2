import type { Row } from '../../database/database.ts';
import type { NodePool } from './node-pool.ts';
import type { ScriptJob, ScriptJobResult } from './node-protocol.ts';
import { NodeDiedError } from './node-thread.ts';
import type { PendingWork } from './pending-work.ts';
import type { ScriptLog } from './script-log.ts';

/** What of a job most kinds of work leave out. */
type Defaults = 'kind' | 'current' | 'event' | 'eventQueue' | 'inputs' | 'isUiAction';

/** What scripts threw, and what they showed the person at the form. */
export type ScriptOutcome = Pick<ScriptJobResult, 'errors' | 'messages'>;

export type ScriptWork = Omit<ScriptJob, Defaults> & Partial<Omit<ScriptJob, 'kind'>>;

/** How a script begins that waits for a worker. */
export interface StartOptions {
  /** Whether it goes before what waits already. */
  readonly isNewestFirst?: boolean;
  /** The row that its `current` is by then; the row of the work when left out. */
  currentAtStart?(): Row | null;
}

/** Runs scripts on the nodes: rules, events, scheduled jobs, UI actions, steps of flows. */
export class ScriptRunner {
  readonly #pool: NodePool;
  readonly #work: PendingWork;
  readonly #log: ScriptLog;

  constructor(pool: NodePool, work: PendingWork, log: ScriptLog) {
    this.#pool = pool;
    this.#work = work;
    this.#log = log;
  }

  /** The death of a script's node is one of its errors, and all of them are in the log. */
  async run(
    work: ScriptWork,
    { isNewestFirst = false, currentAtStart }: StartOptions = {},
  ): Promise<ScriptOutcome> {
    const { title, scope, user, current = null, event = null, eventQueue = null } = work;
    const { inputs = null, isUiAction = false } = work;
    // Only what a node can be sent: rules and script actions have more.
    const scripts = work.scripts.map(({ script, condition }) => ({ script, condition }));
    const job: ScriptJob = {
      kind: 'script',
      title,
      scope,
      user,
      scripts,
      current,
      event,
      eventQueue,
      inputs,
      isUiAction,
    };
    const atStart = (): ScriptJob =>
      current === null || currentAtStart === undefined
        ? job
        : { ...job, current: { ...current, rowOfScript: currentAtStart() } };
    try {
      const result = await this.#work.track(this.#pool.run(job, { isNewestFirst, atStart }));
      return result.kind === 'script' ? result : { errors: [], messages: [] };
    } catch (error) {
      if (!(error instanceof NodeDiedError)) throw error;
      const lost = `${title} was lost: ${error.message}`;
      this.#log.write('error', 'system', lost);
      return { errors: [lost], messages: [] };
    }
  }
}

/** For scripts that always run. */
export const NO_CONDITION = { file: '', source: '' };
