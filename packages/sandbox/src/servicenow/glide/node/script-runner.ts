import type { Row } from '../../database/database.ts';
import type { NodePool } from './node-pool.ts';
import type { ScriptJob } from './node-protocol.ts';
import { NodeDiedError } from './node-thread.ts';
import type { PendingWork } from './pending-work.ts';
import type { ScriptLog } from './script-log.ts';

/** What of a job most kinds of work leave out. */
type Defaults = 'kind' | 'current' | 'event' | 'inputs' | 'isUiAction';

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

  /** @returns what the scripts threw; the death of their node is one such thing, and all of it is in the log */
  async run(
    work: ScriptWork,
    { isNewestFirst = false, currentAtStart }: StartOptions = {},
  ): Promise<readonly string[]> {
    const { title, scope, user, current = null, event = null, inputs = null, isUiAction = false } = work;
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
      inputs,
      isUiAction,
    };
    const atStart = (): ScriptJob =>
      current === null || currentAtStart === undefined
        ? job
        : { ...job, current: { ...current, rowOfScript: currentAtStart() } };
    try {
      const result = await this.#work.track(this.#pool.run(job, { isNewestFirst, atStart }));
      return result.kind === 'script' ? result.errors : [];
    } catch (error) {
      if (!(error instanceof NodeDiedError)) throw error;
      const lost = `${title} was lost: ${error.message}`;
      this.#log.write('error', 'system', lost);
      return [lost];
    }
  }
}

/** For scripts that always run. */
export const NO_CONDITION = { file: '', source: '' };
