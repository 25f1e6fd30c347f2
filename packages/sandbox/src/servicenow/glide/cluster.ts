/** The instance's script side: installs applications, and runs what is in them on the nodes of a cluster. */
import type { SandboxClock } from '../../clock.ts';
import type { Database, Row, RowChange } from '../database.ts';
import type { RestRequest, RestResponse } from '../rest-exchange.ts';
import { Applications, type InstalledApp } from './applications.ts';
import { type BusinessRule, rulesFor } from './business-rules.ts';
import { EventQueue } from './event-queue.ts';
import { NodeDiedError } from './node.ts';
import { answersFor } from './node-answers.ts';
import { NodePool } from './node-pool.ts';
import type { QueuedEvent, ScriptJob } from './node-protocol.ts';
import type { HttpHooks } from './outbound-http.ts';
import { PendingWork } from './pending-work.ts';
import { schedule } from './scheduled-jobs.ts';
import { type LogLine, ScriptLog } from './script-log.ts';
import { actorNamed, SYSTEM } from './script-principals.ts';
import { ScriptedRest } from './scripted-rest.ts';

export type { InstalledApp } from './applications.ts';
export type { LogLine } from './script-log.ts';

export interface ClusterOptions {
  readonly database: Database;
  readonly clock: SandboxClock;
  /** Worker threads; 1 when left out. */
  readonly nodes?: number;
  readonly http?: HttpHooks;
}

export function createCluster(options: ClusterOptions): Cluster {
  return new Cluster(options);
}

export class Cluster {
  readonly #database: Database;
  readonly #clock: SandboxClock;
  readonly #log: ScriptLog;
  readonly #applications: Applications;
  readonly #pool: NodePool;
  readonly #events: EventQueue;
  readonly #rest: ScriptedRest;
  readonly #work = new PendingWork();
  /** By scope: what stops its scheduled jobs. */
  readonly #schedules = new Map<string, readonly (() => void)[]>();
  #isQuiet = false;

  constructor({ database, clock, nodes = 1, http = {} }: ClusterOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#log = new ScriptLog(clock);
    this.#applications = new Applications(database);
    this.#events = new EventQueue(database, clock, this.#work, (event) => this.#process(event));
    const options = {
      database,
      clock,
      http,
      log: this.#log,
      scopes: () =>
        this.#applications.all().map(({ scope, scriptIncludes }) => ({ name: scope, scriptIncludes })),
      queueEvent: (event: QueuedEvent, actor: string) => this.#queueEvent(event, actor),
      quietly: <T>(write: () => T) => this.#quietly(write),
    };
    this.#pool = new NodePool(nodes, (node) => answersFor(node, options));
    this.#rest = new ScriptedRest(database, this.#applications, this.#pool);
    database.after((change) => this.#setOffRules(change));
  }

  /** The newest lines that scripts and the instance wrote, oldest first. */
  get log(): readonly LogLine[] {
    return this.#log.lines;
  }

  /** ids of the nodes that live */
  get nodes(): readonly string[] {
    return this.#pool.ids;
  }

  /**
   * Imports, previews and commits an update set. Nothing is changed when it is refused.
   * @param xml the file's text
   * @throws ImportRefusedError naming what of it the sandbox does not implement; Error when it is none
   */
  install(xml: string): InstalledApp {
    const installed = this.#quietly(() => this.#applications.install(xml));
    this.#schedule(installed.scope);
    this.#pool.refresh();
    return installed;
  }

  /** @returns null when no scripted REST API of an installed application has the path */
  handleRest(request: RestRequest): Promise<RestResponse | null> {
    return this.#work.track(this.#rest.handle(request));
  }

  /** Resolves when no script is queued or running; an event whose time has not come is not waited for. */
  idle(): Promise<void> {
    return this.#work.idle();
  }

  /** Ends a node at once; what it ran is lost, and another node takes its place. */
  kill(nodeId: string): Promise<void> {
    return this.#pool.kill(nodeId);
  }

  async close(): Promise<void> {
    for (const stop of [...this.#schedules.values()].flat()) stop();
    await this.#pool.close();
  }

  #schedule(scope: string): void {
    for (const stop of this.#schedules.get(scope) ?? []) stop();
    const app = this.#applications.all().find((one) => one.scope === scope);
    const stops = app?.scheduledJobs.map((job) => {
      const scripts = [{ script: job.script, condition: NO_CONDITION }];
      const title = `scheduled job "${job.name}"`;
      return schedule(job, this.#clock, async () => {
        await this.#run({ title, scope, user: SYSTEM, scripts, current: null, event: null });
      });
    });
    this.#schedules.set(scope, stops ?? []);
  }

  #setOffRules(change: RowChange): void {
    if (this.#isQuiet) return;
    for (const { scope, businessRules } of this.#applications.all()) {
      for (const rule of rulesFor(change, businessRules, this.#database))
        void this.#runRule(scope, rule, change);
    }
  }

  /** `current` is the row as this write left it: by the time the rule runs, others may have written again. */
  async #runRule(
    scope: string,
    rule: BusinessRule,
    { table, operation, next, previous, actor }: RowChange,
  ): Promise<void> {
    await this.#run({
      title: `business rule "${rule.name}"`,
      scope,
      user: actorNamed(this.#database, actor),
      scripts: [rule],
      current: { table, row: next ?? previous, operation },
      event: null,
    });
  }

  #queueEvent(event: QueuedEvent, actor: string): void {
    const name = EventQueue.nameOf(event);
    if (this.#applications.all().some(({ events }) => events.has(name))) this.#events.add(event, actor);
    else this.#log.write('warn', 'system', `The event ${name} is not registered; nothing was queued`);
  }

  async #process(event: Row): Promise<'processed' | 'error'> {
    const { name = '', table = '', instance = '' } = event;
    const row = this.#database.table(table) && instance !== '' ? this.#database.get(table, instance) : null;
    let state: 'processed' | 'error' = 'processed';
    for (const { scope, scriptActions } of this.#applications.all()) {
      const scripts = scriptActions
        .filter(({ eventName }) => eventName === name)
        .sort((a, b) => a.order - b.order);
      if (scripts.length === 0) continue;
      const current = { table, row, operation: null };
      const ended = await this.#run({ title: `event ${name}`, scope, user: SYSTEM, scripts, current, event });
      if (ended === 'error') state = 'error';
    }
    return state;
  }

  async #run(job: Omit<ScriptJob, 'kind'>): Promise<'processed' | 'error'> {
    const { title, scope, user, current, event } = job;
    // Only what a node can be sent: rules and script actions have more.
    const scripts = job.scripts.map(({ script, condition }) => ({ script, condition }));
    try {
      const work = this.#pool.run({ kind: 'script', title, scope, user, scripts, current, event });
      const result = await this.#work.track(work);
      return result.kind === 'script' && result.errors.length > 0 ? 'error' : 'processed';
    } catch (error) {
      if (!(error instanceof NodeDiedError)) throw error;
      this.#log.write('error', 'system', `${title} was lost: ${error.message}`);
      return 'error';
    }
  }

  #quietly<T>(write: () => T): T {
    const before = this.#isQuiet;
    this.#isQuiet = true;
    try {
      return write();
    } finally {
      this.#isQuiet = before;
    }
  }
}

const NO_CONDITION = { file: '', source: '' };
