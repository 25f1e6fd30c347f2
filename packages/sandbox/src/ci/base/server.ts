/** What the CI servers of the sandbox have in common: an address on loopback, faults, requests, events, a folder. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { SandboxClock } from '../../clock.ts';
import { Faults } from '../../http/faults.ts';
import { type JournalEntry, type OnRequest, RequestJournal } from '../../http/request-journal.ts';
import { type Listening, listen } from '../../http/server.ts';
import type { Emit } from './events.ts';
import { StatusDelay } from './status-delay.ts';

export interface CiServerOptions {
  readonly clock: SandboxClock;
  /** A free one when left out. */
  readonly port?: number;
  /**
   * From a decision (an approval, a play, a cancel) until the status of the build follows it, in ms of sandbox time: 20
   * when left out. With a clock that stands still, nothing follows before the clock is moved.
   */
  readonly statusDelayMs?: number;
  /** Is told when a status is to follow a decision later. */
  readonly onStatusDelay?: () => void;
  /** Is told of each request once it has been answered. */
  readonly onRequest?: OnRequest;
}

export abstract class CiServer<Event extends { readonly at: Date }> {
  readonly faults = new Faults();
  /** For whatever the server writes; removed when it closes. */
  protected readonly folder: string;
  protected readonly statusDelay: StatusDelay;
  readonly #name: string;
  readonly #options: CiServerOptions;
  readonly #journal: RequestJournal;
  readonly #listeners = new Set<(event: Event) => void>();
  #listening: Listening | null = null;

  /** @param name as people write it: `GitLab` */
  protected constructor(name: string, options: CiServerOptions) {
    this.#name = name;
    this.#options = options;
    this.#journal = new RequestJournal(options.clock, options.onRequest);
    this.statusDelay = new StatusDelay(options.clock, options.statusDelayMs, options.onStatusDelay);
    this.folder = mkdtempSync(join(tmpdir(), `sandbox-${name.toLowerCase()}-`));
  }

  /** Without a trailing slash. @throws Error before the server listens */
  get url(): string {
    if (this.#listening === null) throw new Error(`The ${this.#name} server is not listening`);
    return this.#listening.url;
  }

  /** The API's requests, oldest first. */
  get requests(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  /** @returns a function that stops it */
  on(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops whatever runs, with its processes, and leaves no file behind. */
  async close(): Promise<void> {
    this.statusDelay.close();
    await this.stopPipelines();
    await this.#listening?.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Resolves when nothing runs any more. */
  protected abstract stopPipelines(): Promise<void>;

  /**
   * Serves the API; what `prepare` does needs the server's URL.
   * @throws Error when the port is taken, or `prepare` fails; nothing is left behind then
   */
  protected async listen(
    // biome-ignore lint/suspicious/noExplicitAny: an app may have any environment; Hono's type is invariant in it
    api: Hono<any>,
    prepare: () => Promise<void> = async () => {},
  ): Promise<this> {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use(this.#journal.middleware(), this.faults.middleware());
    app.route('/', api);
    try {
      this.#listening = await listen(app, this.#options.port);
      await prepare();
      return this;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  protected readonly emit: Emit<Event> = (event) => {
    const at = this.#options.clock.now();
    for (const listener of this.#listeners) listener({ ...event, at } as unknown as Event);
  };
}
