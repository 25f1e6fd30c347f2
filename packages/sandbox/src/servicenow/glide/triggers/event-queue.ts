import type { SandboxClock } from '../../../clock.ts';
import type { Database, Row } from '../../database/database.ts';
import { parseDateTime } from '../../time/date-time.ts';
import type { QueuedEvent } from '../node/node-protocol.ts';
import type { PendingWork } from '../node/pending-work.ts';
import { SYSTEM } from '../node/script-principals.ts';

/**
 * Longer names are cut silently (ServiceNow docs, Events).
 * @fact The name of an event | is cut after 40 characters, silently | documented | Events
 */
const NAME_MAX_LENGTH = 40;

export interface EventProcessor {
  /** Runs the script actions of an event. @returns how it ended, for the event's state */
  run(event: Row): Promise<'processed' | 'error'>;
  /** Whether the events of a queue of its own are processed by themselves. */
  isProcessed(queue: string): boolean;
}

/**
 * `sysevent`: ready, then processed or error; an event in error is not tried again (docs, r_EventStates).
 * @fact An event whose script action fails | is in state `error` and not tried again | documented | r_EventStates
 */
export class EventQueue {
  readonly #database: Database;
  readonly #clock: SandboxClock;
  readonly #processor: EventProcessor;
  readonly #work: PendingWork;
  /** Queues whose worker is at work. */
  readonly #busy = new Set<string>();

  constructor(database: Database, clock: SandboxClock, work: PendingWork, processor: EventProcessor) {
    this.#database = database;
    this.#clock = clock;
    this.#work = work;
    this.#processor = processor;
    database.define({
      name: 'sysevent',
      label: 'Event',
      columns: [
        { name: 'name', label: 'Name' },
        { name: 'table', label: 'Table', maxLength: 80 },
        { name: 'instance', label: 'Instance', maxLength: 32 },
        { name: 'parm1', label: 'Parm1', maxLength: 255 },
        { name: 'parm2', label: 'Parm2', maxLength: 255 },
        { name: 'queue', label: 'Queue' },
        { name: 'process_on', label: 'Process on', type: 'glide_date_time' },
        { name: 'state', label: 'State', defaultValue: 'ready' },
      ],
    });
  }

  static nameOf({ name }: QueuedEvent): string {
    return name.slice(0, NAME_MAX_LENGTH);
  }

  /**
   * Runs it at once, or when sandbox time reaches `processOn`.
   *
   * @fact An event of a queue of its own, by its registration or the fifth argument of `gs.eventQueue`, without a `sysevent_queue` record | stays `ready` until
   * a job runs `new GlideEventManager(queue).process()` | documented | useful-server-side-scripts
   */
  add(event: QueuedEvent, actor: string): void {
    const row = this.#database.insert(
      'sysevent',
      {
        name: EventQueue.nameOf(event),
        table: event.table,
        instance: event.sysId,
        parm1: event.parm1,
        parm2: event.parm2,
        queue: event.queue,
        process_on: event.processOn,
      },
      actor,
    );
    if (event.queue !== '' && !this.#processor.isProcessed(event.queue)) return;
    const due = parseDateTime(event.processOn);
    if (due === null || due <= this.#clock.now()) this.#run(row);
    else this.#clock.at(due, () => this.#run(row));
  }

  /** One after the other: an event that hangs holds up its queue, and no other one. */
  process(queue: string): void {
    if (queue === '' || this.#busy.has(queue)) return;
    this.#busy.add(queue);
    const ready = this.#database
      .query('sysevent', `queue=${queue}^state=ready^ORDERBYsys_created_on`)
      .filter(({ process_on: at = '' }) => (parseDateTime(at) ?? this.#clock.now()) <= this.#clock.now());
    const run = async (): Promise<void> => {
      for (const row of ready) await this.#finish(row);
    };
    this.#work.track(run().finally(() => this.#busy.delete(queue)));
  }

  #run(row: Row): void {
    this.#work.track(this.#finish(row));
  }

  async #finish(row: Row): Promise<void> {
    const state = await this.#processor.run(row);
    this.#database.update('sysevent', row.sys_id ?? '', { state }, SYSTEM.userName);
  }
}
