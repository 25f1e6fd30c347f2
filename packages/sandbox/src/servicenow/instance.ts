import type { Clock, SandboxClock } from '../clock.ts';
import { Faults } from '../http/faults.ts';
import { type JournalEntry, type OnRequest, RequestJournal } from '../http/request-journal.ts';
import { type Listening, listen } from '../http/server.ts';
import { baseSystem } from './base-system/base-system.ts';
import type { Behaviours } from './behaviours/switches.ts';
import { addBlackout, type BlackoutDefinition } from './change/conflicts/blackouts.ts';
import { checkActiveChanges } from './change/conflicts/conflict-check.ts';
import { type ChangeModelDefinition, defineChangeModel } from './change/define-model.ts';
import { UserActions } from './change/user-actions.ts';
import { addDataPolicy, type DataPolicyDefinition } from './database/data-policies.ts';
import type { Database, Row } from './database/database.ts';
import { WriteRules } from './database/write-rules.ts';
import { type Cluster, createCluster, type ImportOptions, type InstalledApp } from './glide/cluster.ts';
import type { HttpHooks } from './glide/outbound/outbound-http.ts';
import { adminForms } from './rest/admin-forms.ts';
import { AttachmentStore } from './rest/attachments/attachment-store.ts';
import { httpApp } from './rest/http-app.ts';
import { RateLimits } from './rest/rate-limits.ts';
import { Credentials } from './sign-in/credentials.ts';
import { grantRole } from './sign-in/grant-role.ts';
import type { CertificateAuthority } from './sign-in/tls/certificate-authority.ts';

export interface InstanceOptions {
  readonly clock: SandboxClock;
  /** What instances do differently, or nobody knows; each is at its default when left out. */
  readonly behaviours?: Partial<Behaviours>;
  /** Cluster nodes that run scripts; 1 when left out. */
  readonly nodes?: number;
  /** Of each node: how many async rules, events and scheduled jobs it runs at one time; 1 when left out. */
  readonly workers?: number;
  /** Hooks around the requests that scripts send, to kill a node at a chosen moment. */
  readonly http?: HttpHooks;
  /** Speaks HTTPS, with a certificate of its own authority; plain HTTP when left out. */
  readonly tls?: boolean;
  /** A free one when left out. */
  readonly port?: number;
  /** Is told of each request once it has been answered. */
  readonly onRequest?: OnRequest;
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
  /** The ways in: OAuth applications and tokens, API keys, client certificates. */
  readonly credentials: Credentials;
  readonly rateLimits: RateLimits;
  /** Business rules and data policies, on demand. */
  readonly rules: WriteRules;
  /** What people do with changes. */
  readonly userActions: UserActions;
  /** Answers requests for records, by paths as the Table API's (`/{table}/{sys_id}`), as an admin's forms would. */
  readonly forms: (request: Request) => Promise<Response>;
  readonly #server: Listening;
  readonly #attachments: AttachmentStore;
  readonly #hibernation: Hibernation;

  private constructor(parts: Parts, server: Listening) {
    this.url = server.url;
    this.database = parts.database;
    this.clock = parts.clock;
    this.cluster = parts.cluster;
    this.requests = parts.requests.entries;
    this.faults = parts.faults;
    this.credentials = parts.credentials;
    this.rateLimits = parts.rateLimits;
    this.rules = new WriteRules(parts.database);
    this.userActions = new UserActions(parts.database, parts.clock);
    this.forms = adminForms(parts.database);
    this.#attachments = parts.attachments;
    this.#hibernation = parts.hibernation;
    this.#server = server;
  }

  static async start(options: InstanceOptions): Promise<ServiceNowInstance> {
    const { clock, behaviours, nodes = 1, workers = 1, http, tls = false, port = 0, onRequest } = options;
    const database = baseSystem(clock, behaviours);
    const authority = tls ? await createAuthority() : undefined;
    const credentials = new Credentials(database, clock, authority);
    const attachments = new AttachmentStore(database);
    const rateLimits = new RateLimits(clock);
    const cluster = createCluster({ database, clock, nodes, workers, ...(http && { http }) });
    const requests = new RequestJournal(clock, onRequest);
    const faults = new Faults();
    const hibernation: Hibernation = { on: false };
    const app = httpApp({
      clock,
      database,
      credentials,
      attachments,
      rateLimits,
      requests,
      faults,
      nodes,
      isHibernating: () => hibernation.on,
      scripted: (request) => cluster.handleRest(request),
    });
    const parts = {
      database,
      clock,
      cluster,
      credentials,
      attachments,
      rateLimits,
      requests,
      faults,
      hibernation,
    };
    const secure = authority && { ...(await authority.server()), ca: authority.pem };
    const instance = new ServiceNowInstance(parts, await listen(app, port, secure));
    // As ServiceNow has it, with a slash at its end.
    instance.setProperty('glide.servlet.uri', `${instance.url}/`);
    return instance;
  }

  /**
   * Imports, previews and commits an update set, as an admin does by hand.
   * @param xml     the file's text
   * @param options what the admin chooses
   * @throws Error naming what of it the sandbox does not implement; nothing is changed then
   */
  importUpdateSet(xml: string, options?: ImportOptions): InstalledApp {
    return this.cluster.install(xml, options);
  }

  /** @throws Error when there is no such user or role */
  grantRole(userName: string, roleName: string): void {
    grantRole(this.database, userName, roleName);
  }

  setProperty(name: string, value: string): void {
    const property = this.database.find('sys_properties', 'name', name);
    if (property === undefined) this.database.insert('sys_properties', { name, value }, ADMIN);
    else this.database.update('sys_properties', property.sys_id ?? '', { value }, ADMIN);
  }

  /** Builds a change model with states of its own. @returns its sys_id */
  defineChangeModel(model: ChangeModelDefinition): string {
    return defineChangeModel(this.database, model);
  }

  /** Adds a data policy with its rules, as an admin does by form. @returns its sys_id */
  addDataPolicy(policy: DataPolicyDefinition): string {
    return addDataPolicy(this.database, policy);
  }

  /**
   * Adds a time in which nothing may be changed; a lockdown puts changes that are planned in it on hold at once.
   * @returns its sys_id
   * @throws Error for what is no window or no item
   */
  addBlackout(definition: BlackoutDefinition): string {
    const sysId = addBlackout(this.database, definition);
    if (definition.lockdown === true) checkActiveChanges(this.database, this.clock);
    return sysId;
  }

  changes(): Row[] {
    return this.userActions.changes();
  }

  /** @see UserActions.approve */
  approve(number: string, approver?: string): Row {
    return this.userActions.approve(number, approver);
  }

  /** @see UserActions.approveAll */
  approveAll(number: string): Row {
    return this.userActions.approveAll(number);
  }

  reject(number: string, comments?: string): Row {
    return this.userActions.reject(number, comments);
  }

  move(number: string, state: string): Row {
    return this.userActions.move(number, state);
  }

  cancel(number: string): Row {
    return this.userActions.cancel(number);
  }

  /** A hibernating developer instance answers every request with a page and status 200. */
  hibernate(on: boolean): void {
    this.#hibernation.on = on;
  }

  /** Resolves when no script is queued or running. */
  idle(): Promise<void> {
    return this.cluster.idle();
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.cluster.close();
    await this.#attachments.close();
  }
}

/** Loaded only where it is wanted: most instances speak plain HTTP. */
async function createAuthority(): Promise<CertificateAuthority> {
  const { CertificateAuthority } = await import('./sign-in/tls/certificate-authority.ts');
  return CertificateAuthority.create();
}

interface Hibernation {
  on: boolean;
}

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly cluster: Cluster;
  readonly credentials: Credentials;
  readonly attachments: AttachmentStore;
  readonly rateLimits: RateLimits;
  readonly requests: RequestJournal;
  readonly faults: Faults;
  readonly hibernation: Hibernation;
}
