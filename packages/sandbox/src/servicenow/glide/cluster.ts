/** The instance's script side: installs applications, and runs what is in them on the nodes of a cluster. */
import type { SandboxClock } from '../../clock.ts';
import type { Database, Row } from '../database/database.ts';
import type { RestRequest, RestResponse } from '../rest/rest-exchange.ts';
import type { Application } from './application/application.ts';
import { Applications, type ImportOptions, type InstalledApp } from './application/applications.ts';
import { FlowEngine } from './flow/flow-engine.ts';
import { answersFor } from './node/node-answers.ts';
import { NodePool } from './node/node-pool.ts';
import type { QueuedEvent } from './node/node-protocol.ts';
import { PendingWork } from './node/pending-work.ts';
import { type LogLine, ScriptLog } from './node/script-log.ts';
import { actorNamed, SYSTEM } from './node/script-principals.ts';
import { NO_CONDITION, ScriptRunner } from './node/script-runner.ts';
import { defineConnectionTables } from './outbound/connections.ts';
import { MidServers } from './outbound/mid-servers.ts';
import type { HttpHooks } from './outbound/outbound-http.ts';
import { AsyncRules } from './triggers/async-rules.ts';
import { EventQueue } from './triggers/event-queue.ts';
import type { OwnQueue } from './triggers/own-queues.ts';
import { applyBefore } from './triggers/rules-before.ts';
import { schedule } from './triggers/scheduled-jobs.ts';
import { ScriptedRest } from './triggers/scripted-rest.ts';
import { UiActionRunner } from './triggers/ui-action-runner.ts';

export type { ImportOptions, InstalledApp } from './application/applications.ts';
export type { LogLine } from './node/script-log.ts';

export interface ClusterOptions {
  readonly database: Database;
  readonly clock: SandboxClock;
  /** 1 when left out. */
  readonly nodes?: number;
  /** Of each node: how many async rules, events and scheduled jobs it runs at one time; 1 when left out. */
  readonly workers?: number;
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
  readonly #runner: ScriptRunner;
  readonly #flows: FlowEngine;
  readonly #uiActions: UiActionRunner;
  readonly #events: EventQueue;
  readonly #rest: ScriptedRest;
  readonly #work = new PendingWork();
  /** By scope: what stops its scheduled jobs. */
  readonly #schedules = new Map<string, readonly (() => void)[]>();
  readonly #closed = new AbortController();
  #isQuiet = false;
  #databaseCalls = 0;

  constructor({ database, clock, nodes = 1, workers = 1, http = {} }: ClusterOptions) {
    defineConnectionTables(database);
    this.#database = database;
    this.#clock = clock;
    this.#log = new ScriptLog(clock);
    this.#applications = new Applications(database, (message) => this.#log.write('error', 'system', message));
    this.#events = new EventQueue(database, clock, this.#work, {
      run: (event) => this.#process(event),
      isProcessed: (queue) => this.#ownQueue(queue) !== null,
    });
    const options = {
      database,
      clock,
      http,
      midServers: new MidServers(database),
      closed: this.#closed.signal,
      log: this.#log,
      scopes: () =>
        this.#applications.all().map(({ scope, scriptIncludes }) => ({ name: scope, scriptIncludes })),
      queueEvent: (event: QueuedEvent, actor: string) => this.#queueEvent(event, actor),
      processQueue: (queue: string) => this.#events.process(queue),
      quietly: <T>(write: () => T) => this.#quietly(write),
      startSubflow: (...subflow: Parameters<FlowEngine['start']>) => this.#flows.start(...subflow),
      onDatabaseCall: () => {
        this.#databaseCalls += 1;
      },
    };
    this.#pool = new NodePool({ nodes, workers, answersFor: (thread) => answersFor(thread, options) });
    this.#runner = new ScriptRunner(this.#pool, this.#work, this.#log);
    const applications = (): Application[] => this.#applications.all();
    this.#flows = new FlowEngine(database, applications, this.#runner, this.#work);
    this.#uiActions = new UiActionRunner(database, applications, this.#runner);
    this.#rest = new ScriptedRest(database, this.#applications, this.#pool);
    const rules = new AsyncRules(database, applications, this.#runner);
    database.before((change) => {
      if (!this.#isQuiet)
        for (const { rulesBefore } of applications()) applyBefore(change, rulesBefore, database);
    });
    database.after((change) => {
      if (!this.#isQuiet) rules.setOff(change);
    });
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
   * @param xml     the file's text
   * @param options what the admin chooses
   * @throws ImportRefusedError naming what of it the sandbox does not implement; Error when it is none
   */
  install(xml: string, options?: ImportOptions): InstalledApp {
    const installed = this.#quietly(() => this.#applications.install(xml, options));
    this.#flows.unpublish(installed.drafts);
    this.#schedule(installed.scope);
    this.#pool.refresh();
    return installed;
  }

  /** How many queries and writes scripts have made so far. */
  get databaseCalls(): number {
    return this.#databaseCalls;
  }

  /** @see UiActionRunner.press */
  press(...press: Parameters<UiActionRunner['press']>): Promise<readonly string[]> {
    return this.#uiActions.press(...press);
  }

  /** @see FlowEngine.publish */
  publish(name: string): void {
    this.#flows.publish(name);
  }

  /**
   * Scripts - Background: runs a script as an admin.
   * @returns what it threw; empty when it ran to its end
   */
  async runScript(scope: string, source: string): Promise<readonly string[]> {
    const scripts = [{ script: { file: 'background', source }, condition: NO_CONDITION }];
    const { errors } = await this.#runner.run({
      title: 'background script',
      scope,
      user: actorNamed(this.#database, 'admin'),
      scripts,
    });
    return errors;
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
    this.#closed.abort();
    await this.#pool.close();
  }

  #schedule(scope: string): void {
    for (const stop of this.#schedules.get(scope) ?? []) stop();
    const app = this.#applications.all().find((one) => one.scope === scope);
    const stops = app?.scheduledJobs.map((job) => {
      const scripts = [{ script: job.script, condition: NO_CONDITION }];
      const title = `scheduled job "${job.name}"`;
      return schedule(job, this.#clock, async () => {
        if (this.#database.get('sysauto_script', job.sysId)?.active === 'false') return;
        await this.#runner.run({ title, scope, user: SYSTEM, scripts });
      });
    });
    this.#schedules.set(scope, stops ?? []);
  }

  /** @fact An event that is not registered | is not queued, and its script goes on | documented | Events */
  #queueEvent(event: QueuedEvent, actor: string): void {
    const name = EventQueue.nameOf(event);
    const registered = this.#applications.all().find(({ events }) => events.has(name));
    const queue = event.queue || registered?.events.get(name) || '';
    if (registered !== undefined) this.#events.add({ ...event, queue }, actor);
    else this.#log.write('warn', 'system', `The event ${name} is not registered; nothing was queued`);
  }

  /** The queue of an application whose events are processed by themselves; null for any other. */
  #ownQueue(name: string): OwnQueue | null {
    if (name === '' || this.#database.behaviours.eventQueues === 'left') return null;
    const queues = this.#applications.all().flatMap(({ eventQueues }) => eventQueues);
    return queues.find((queue) => queue.name === name) ?? null;
  }

  async #process(event: Row): Promise<'processed' | 'error'> {
    const { name = '', table = '', instance = '', queue = '' } = event;
    const row = this.#database.table(table) && instance !== '' ? this.#database.get(table, instance) : null;
    const eventQueue = this.#ownQueue(queue);
    let state: 'processed' | 'error' = 'processed';
    for (const { scope, scriptActions } of this.#applications.all()) {
      const scripts = scriptActions
        .filter(({ eventName }) => eventName === name)
        .sort((a, b) => a.order - b.order);
      if (scripts.length === 0) continue;
      const current = { table, row, operation: null };
      const title = `event ${name}`;
      const work = { title, scope, user: SYSTEM, scripts, current, event, eventQueue };
      const { errors } = await this.#runner.run(work);
      if (errors.length > 0) state = 'error';
    }
    return state;
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
