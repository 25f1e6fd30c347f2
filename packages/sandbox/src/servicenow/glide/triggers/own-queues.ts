import type { Refuse } from '../application/refusal.ts';
import { text, type UpdateRecord } from '../application/update-set.ts';

/** An event queue of an application's own, whose events are run by jobs of their own. */
export interface OwnQueue {
  readonly name: string;
  /** How many of its events a node runs at one time. */
  readonly jobsPerNode: number;
}

/**
 * Reads the queues that an application brings.
 *
 * @fact The events of a queue of its own with a `sysevent_queue` record and `automatic_processing` | are run by
 * `job_config_value` jobs on each node, which nothing else uses; here at once, on an instance with the next `poll_interval` |
 * documented | SDK 4.9.0, Registering Events Guide
 */
export function readOwnQueues(records: readonly UpdateRecord[], refuse: Refuse): OwnQueue[] {
  return records
    .filter(({ fields }) => text(fields, 'automatic_processing') === 'true')
    .map(({ fields }) => {
      const name = text(fields, 'queue');
      const jobsPerNode = Number(text(fields, 'job_config_value'));
      const isPlayed = text(fields, 'job_config') === 'jobs_per_node' && jobsPerNode > 0;
      if (!isPlayed || text(fields, 'processing_order') !== 'parallel')
        refuse(`event queue "${name}": the sandbox implements a number of jobs_per_node, parallel, alone`);
      return { name, jobsPerNode };
    });
}
