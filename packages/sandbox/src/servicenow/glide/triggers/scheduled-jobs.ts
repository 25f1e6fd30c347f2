import type { SandboxClock } from '../../../clock.ts';
import { parseDateTime } from '../../time/date-time.ts';
import type { Refuse } from '../application/refusal.ts';
import { type Script, scriptOf } from '../application/script.ts';
import { text, type UpdateRecord } from '../application/update-set.ts';

/** A `sysauto_script` that runs periodically. */
export interface ScheduledJob {
  readonly sysId: string;
  readonly name: string;
  readonly script: Script;
  /** ms between runs */
  readonly period: number;
  /** When the first run is, or was; null: one period after the import. */
  readonly start: Date | null;
}

export function readScheduledJobs(records: readonly UpdateRecord[], refuse: Refuse): ScheduledJob[] {
  const jobs: ScheduledJob[] = [];
  for (const { fields } of records) {
    const name = text(fields, 'name');
    const runType = text(fields, 'run_type');
    // An interval is kept as the time it takes from the epoch: `1970-01-01 00:01:00` is a minute.
    const period = parseDateTime(text(fields, 'run_period'))?.getTime() ?? 0;
    if (runType === 'on_demand') continue;
    if (runType !== 'periodically') {
      refuse(
        `scheduled job "${name}": the sandbox does not implement run type "${runType}", only "periodically"`,
      );
    } else if (period <= 0) refuse(`scheduled job "${name}": its run_period is not an interval`);
    if (fields.conditional === 'true')
      refuse(`scheduled job "${name}": the sandbox does not implement its condition`);
    if (text(fields, 'run_as') !== '')
      refuse(`scheduled job "${name}": the sandbox does not implement run_as`);
    jobs.push({
      sysId: text(fields, 'sys_id'),
      name,
      script: scriptOf('sysauto_script', fields),
      period,
      start: parseDateTime(text(fields, 'run_start')),
    });
  }
  return jobs;
}

/**
 * Calls `run` at each of the job's times.
 * @fact A scheduled job that is due while its last run is queued or running | is left out this time | belief | none
 * @returns a function that stops it
 */
export function schedule(job: ScheduledJob, clock: SandboxClock, run: () => Promise<void>): () => void {
  const since = clock.now();
  let running = false;
  let cancel = (): void => {};
  const arm = (): void => {
    cancel = clock.at(nextRun(job, clock.now(), since), ring);
  };
  const ring = (): void => {
    arm();
    if (running) return;
    running = true;
    void run().finally(() => {
      running = false;
    });
  };
  arm();
  return () => cancel();
}

function nextRun({ start, period }: ScheduledJob, now: Date, since: Date): Date {
  const first = (start ?? new Date(since.getTime() + period)).getTime();
  if (first > now.getTime()) return new Date(first);
  return new Date(first + (Math.floor((now.getTime() - first) / period) + 1) * period);
}
