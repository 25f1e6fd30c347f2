/**
 * The self-test's event and jobs: they run by themselves, and note in their row that they did. No run waits for them: it says
 * how they fared since.
 */
import * as GateFinding from './GateFinding.ts';
import * as GateSelfTestRecords from './GateSelfTestRecords.ts';
import * as GateSelfTestRows from './GateSelfTestRows.ts';
import * as GateTime from './GateTime.ts';

const EVENT = 'self-test.event';
const ACTION = 'Change Gate: self-test';

/** Events of an idle queue take seconds. */
const EVENT_SECONDS = 2 * 60;

/** What arrived longer ago says nothing of today. */
const STALE_SECONDS = 60 * 60;

interface Job {
  readonly id: string;
  readonly name: string;
  /** Minutes after which it must have ended again: several of its periods. */
  readonly minutes: number;
  readonly consequence: string;
}

const JOBS: Readonly<Record<'deliver' | 'buildEnd' | 'retention', Job>> = {
  deliver: {
    id: 'self-test.job.deliver',
    name: 'Change Gate: deliver what is due',
    minutes: 5,
    consequence: 'what an event or a node loses is told to no build',
  },
  buildEnd: {
    id: 'self-test.job.build-end',
    name: 'Change Gate: look for builds that are over',
    minutes: 20,
    consequence: 'builds that are over in their CI wait on here',
  },
  retention: {
    id: 'self-test.job.retention',
    name: 'Change Gate: clear out registrations',
    minutes: 3 * 60,
    consequence: 'dead letters keep their tokens, and nothing old is deleted',
  },
};

/** A part for the event, and one for each scheduled job. */
export function parts(): GateFinding.Part[] {
  const jobs = [JOBS.deliver, JOBS.buildEnd, JOBS.retention].map((job) => ({
    id: job.id,
    title: `Job "${job.name}"`,
    look: () => ran(job),
  }));
  const event = { id: EVENT, title: 'Way of an event to its script', look: arrived };
  return [event as GateFinding.Part].concat(jobs);
}

/** A scheduled job has come to its end. */
export function ended(job: keyof typeof JOBS): void {
  GateSelfTestRows.write(JOBS[job].id, { seen: GateTime.now() });
}

/** The event has reached its script. */
export function noteEvent(): void {
  GateSelfTestRows.write(EVENT, { seen: GateTime.now() });
  settleEvent();
}

/** Puts right what a run could not see of its event yet, once that has arrived. */
export function settleEvent(): void {
  const row = GateSelfTestRows.rowOf(EVENT);
  if (row === null || row.getValue('outcome') !== 'could-not-be-seen') return;
  const asked = row.getValue('asked') ?? '';
  const seen = row.getValue('seen') ?? '';
  if (asked === '' || seen < asked) return;
  const { outcome, detail } = arrival(asked, seen);
  GateSelfTestRows.write(EVENT, { outcome, detail, remedy: '', who: '' });
}

function arrival(asked: string, seen: string): GateFinding.Seen {
  return GateFinding.holds(`The event that was queued at ${asked} UTC arrived at ${seen} UTC.`);
}

/** How the last event fared; queues the next one. */
function arrived(): GateFinding.Seen {
  if (GateSelfTestRecords.isActionOff(ACTION))
    return GateFinding.unseen(
      `Script action "${ACTION}" is switched off, as another line of the self-test says.`,
    );
  const { asked, seen } = timesOf(EVENT);
  const age = asked === '' ? STALE_SECONDS : GateTime.secondsBetween(asked, GateTime.now());
  const isThere = asked !== '' && seen >= asked;
  // One that is still under way is waited for, and so is one that got lost: any that comes shows that they come again.
  if (asked === '' || isThere) GateSelfTestRows.write(EVENT, { asked: GateTime.now() });
  if (asked === '' || isThere || age > EVENT_SECONDS) queue();
  if (isThere && age < STALE_SECONDS) return arrival(asked, seen);
  if (asked !== '' && !isThere && age > EVENT_SECONDS)
    return GateFinding.broken(
      `The event that was queued at ${asked} UTC has not arrived. Until events do, the job "${JOBS.deliver.name}" tells builds, up to a minute later.`,
      'Look under System Policy > Events > Event Log for events of the queue x_change_gate.calls that stay ready, or ended in error, and have the queue processed.',
      'ServiceNow admin',
    );
  return GateFinding.uncertain(
    'An event was queued just now, and whether it arrives is not known yet.',
    'Look at this row again in a minute; where it says the same then, run the self-test again.',
    'Change Gate admin',
  );
}

function queue(): void {
  const row = GateSelfTestRows.rowOf(EVENT);
  if (row !== null) gs.eventQueue('x_change_gate.self_test', row, '', '');
}

function ran({ id, name, minutes, consequence }: Job): GateFinding.Seen {
  if (GateSelfTestRecords.isJobOff(name))
    return GateFinding.broken(
      `It is switched off: ${consequence}.`,
      'Switch it on under System Definition > Scheduled Jobs.',
      'ServiceNow admin',
    );
  const { asked, seen } = timesOf(id);
  const since = seen || asked;
  if (since === '') GateSelfTestRows.write(id, { asked: GateTime.now() });
  const isLate = since !== '' && GateTime.secondsBetween(since, GateTime.now()) > minutes * 60;
  if (isLate)
    return GateFinding.broken(
      `It has come to its end no more since ${since} UTC, and must within ${minutes} minutes: ${consequence}.`,
      'Look into the system log for what ends it, and under System Scheduler > Scheduled Jobs whether it is due and runs.',
      'ServiceNow admin',
    );
  if (seen !== '') return GateFinding.holds(`Its last run ended at ${seen} UTC.`);
  return GateFinding.uncertain(
    'It has not come to its end yet since this version was installed.',
    `Run the self-test again in ${minutes} minutes.`,
    'Change Gate admin',
  );
}

function timesOf(id: string): { asked: string; seen: string } {
  const row = GateSelfTestRows.rowOf(id);
  return { asked: row?.getValue('asked') ?? '', seen: row?.getValue('seen') ?? '' };
}
