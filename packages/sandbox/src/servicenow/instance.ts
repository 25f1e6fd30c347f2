import type { Clock, SandboxClock } from '../clock.ts';
import { Faults } from '../http/faults.ts';
import { type JournalEntry, RequestJournal } from '../http/request-journal.ts';
import { type Listening, listen } from '../http/server.ts';
import { basicAuth, userNamed } from './auth.ts';
import { baseSystem } from './base-system.ts';
import { ChangeDesk } from './change/desk.ts';
import type { Database, Row } from './database.ts';
import { type Cluster, createCluster, type InstalledApp } from './glide/cluster.ts';
import type { HttpHooks } from './glide/outbound-http.ts';
import { httpApp } from './http-app.ts';

export interface InstanceOptions {
  readonly clock: SandboxClock;
  /** Cluster nodes that run scripts; 1 when left out. */
  readonly nodes?: number;
  /** Hooks around the requests that scripts send, to kill a node at a chosen moment. */
  readonly http?: HttpHooks;
}

const ADMIN = 'admin';

/** A ServiceNow instance in memory, on a port of the loopback interface. */
export class ServiceNowInstance {
  readonly url: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly cluster: Cluster;
  /** The requests that it got, oldest first. */
  readonly requests: readonly JournalEntry[];
  readonly faults: Faults;
  /** What people do with changes. */
  readonly desk: ChangeDesk;
  readonly #server: Listening;
  readonly #sleep: Sleep;

  private constructor(parts: Parts, server: Listening) {
    this.url = server.url;
    this.database = parts.database;
    this.clock = parts.clock;
    this.cluster = parts.cluster;
    this.requests = parts.requests.entries;
    this.faults = parts.faults;
    this.desk = new ChangeDesk(parts.database);
    this.#sleep = parts.sleep;
    this.#server = server;
  }

  static async start({ clock, nodes = 1, http }: InstanceOptions): Promise<ServiceNowInstance> {
    const database = baseSystem(clock);
    const cluster = createCluster({ database, clock, nodes, ...(http && { http }) });
    const requests = new RequestJournal(clock);
    const faults = new Faults();
    const sleep: Sleep = { hibernating: false };
    const app = httpApp({
      database,
      schemes: [basicAuth(database)],
      requests,
      faults,
      isHibernating: () => sleep.hibernating,
      scripted: (request) => cluster.handleRest(request),
    });
    return new ServiceNowInstance({ database, clock, cluster, requests, faults, sleep }, await listen(app));
  }

  /**
   * Imports, previews and commits an update set, as an admin does by hand.
   * @param xml the file's text
   * @throws Error naming what of it the sandbox does not implement; nothing is changed then
   */
  importUpdateSet(xml: string): InstalledApp {
    return this.cluster.install(xml);
  }

  /** @throws Error when there is no such user or role */
  grantRole(userName: string, roleName: string): void {
    const user = userNamed(this.database, userName)?.sys_id;
    const role = this.database.find('sys_user_role', 'name', roleName)?.sys_id;
    if (user === undefined) throw new Error(`There is no user ${userName}`);
    if (role === undefined)
      throw new Error(`There is no role ${roleName}; import the app that brings it first`);
    if (this.database.count('sys_user_has_role', `user=${user}^role=${role}`) > 0) return;
    this.database.insert('sys_user_has_role', { user, role }, ADMIN);
  }

  setProperty(name: string, value: string): void {
    const property = this.database.find('sys_properties', 'name', name);
    if (property === undefined) this.database.insert('sys_properties', { name, value }, ADMIN);
    else this.database.update('sys_properties', property.sys_id ?? '', { value }, ADMIN);
  }

  changes(): Row[] {
    return this.desk.changes();
  }

  /** @see ChangeDesk.approve */
  approve(number: string, approver?: string): Row {
    return this.desk.approve(number, approver);
  }

  reject(number: string, comments?: string): Row {
    return this.desk.reject(number, comments);
  }

  move(number: string, state: string): Row {
    return this.desk.move(number, state);
  }

  cancel(number: string): Row {
    return this.desk.cancel(number);
  }

  /** The gate registrations of the imported app; none before it is imported. */
  registrations(): Row[] {
    const table = 'x_change_gate_registration';
    return this.database.table(table) === undefined ? [] : this.database.query(table);
  }

  /** A hibernating developer instance answers every request with a page and status 200. */
  hibernate(on: boolean): void {
    this.#sleep.hibernating = on;
  }

  /** Resolves when no script is queued or running. */
  idle(): Promise<void> {
    return this.cluster.idle();
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.cluster.close();
  }
}

interface Sleep {
  hibernating: boolean;
}

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly cluster: Cluster;
  readonly requests: RequestJournal;
  readonly faults: Faults;
  readonly sleep: Sleep;
}
