import type { ScriptSession } from '../runtime/script-session.ts';
import { toText } from './record/field-value.ts';

/**
 * `GlideEventManager(queue)`: what the scheduled job of a queue of its own runs.
 * @fact `GlideEventManager(queue).process()` | runs the events of a queue that are ready | documented |
 *   useful-server-side-scripts
 */
export class EventManager {
  readonly #session: ScriptSession;
  readonly #queue: string;

  constructor(session: ScriptSession, queue: unknown) {
    this.#session = session;
    this.#queue = toText(queue);
  }

  /** Has the events run that are ready in the queue, once this script has ended. */
  process(): void {
    this.#session.instance.processQueue(this.#queue);
  }
}
