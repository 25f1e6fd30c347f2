import { newSysId } from '../../database/database.ts';
import { NO_RECORD } from '../rest-error.ts';

/** What a worker was asked to do. */
export interface WorkerJob {
  /** `affected`, `impacted` or `offering` */
  readonly type: string;
  /** The request, as JSON text. */
  readonly request: string;
  /** What is said as soon as the job is accepted. */
  readonly messages: WorkerMessages;
}

interface WorkerMessages {
  readonly errorMessages: readonly string[];
  readonly warningMessages: readonly string[];
  readonly infoMessages: readonly string[];
}

/**
 * Work that ServiceNow does in the background. The sandbox does it at once, and shows the worker as waiting
 * in the answer that starts it and as complete to whoever asks.
 */
export class Workers {
  readonly #jobs = new Map<string, WorkerJob>();

  /** @returns the answer to the request that started it */
  start(job: WorkerJob, instanceUrl: string) {
    const sysId = newSysId();
    this.#jobs.set(sysId, job);
    return { ...workerJson(sysId, job, instanceUrl), state: { value: 1, display_value: 'Waiting' } };
  }

  /** @throws RestError 404 */
  status(sysId: string, instanceUrl: string) {
    const job = this.#jobs.get(sysId);
    if (job === undefined) throw NO_RECORD;
    const state = { value: 3, display_value: 'Complete' };
    return { ...workerJson(sysId, job, instanceUrl), state };
  }
}

function workerJson(sysId: string, { type, request, messages }: WorkerJob, instanceUrl: string) {
  const link = `${instanceUrl}/api/sn_chg_rest/change/worker/${sysId}`;
  return { worker: { sysId, link }, request, type, messages };
}
