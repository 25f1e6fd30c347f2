/** The app on an instance of its own, and builds that wait at a bare gate: no pipeline of the product's runs here. */
import { readFileSync } from 'node:fs';
import {
  type Behaviours,
  type InstanceOptions,
  type JournalEntry,
  type Row,
  type Sandbox,
  startSandbox,
  USERS,
} from '@change-gate/sandbox';
import { assignNewChanges } from '../environment/assignment.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { refuseWhatIsMissing } from '../environment/missing-from-sandbox.ts';

export type OutboundHooks = NonNullable<InstanceOptions['http']>;
export type Outbound = Parameters<NonNullable<OutboundHooks['beforeSend']>>[0];

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

export const TOKEN = 'a-token-of-the-ci-server-0123456789';

const BARE_GATE = `version: '1.0'
steps:
  gate:
    type: pending-approval
    timeout: {duration: 720, timeUnit: hours, finalState: denied}
`;

/**
 * @param nodes of the instance's cluster
 * @param statusDelayMs of the CI; at once when left out, as what dies, races or is lost must be the last attempt's
 */
export async function startApp(
  nodes = 2,
  behaviours: Partial<Behaviours> = {},
  statusDelayMs = 0,
): Promise<App> {
  const sent: Outbound[] = [];
  const hooks: { before: OutboundHooks['beforeSend']; after: OutboundHooks['afterSend'] } = {
    before: undefined,
    after: undefined,
  };
  let app: App | undefined;
  const sandbox = await startSandbox({
    // No job of the app may run just because the machine is slow.
    stopped: true,
    serviceNow: {
      nodes,
      behaviours,
      http: {
        async beforeSend(request) {
          sent.push(request);
          await hooks.before?.(request);
        },
        async afterSend(request, answer) {
          await hooks.after?.(request, answer);
          if (statusDelayMs === 0) await app?.settled(request.url);
        },
      },
    },
    codefresh: {
      apiKeys: [{ token: TOKEN, user: 'servicenow-bot' }],
      stepTypes: [],
      images: {},
      statusDelayMs,
    },
  });
  const { serviceNow } = sandbox;
  assignNewChanges(serviceNow);
  serviceNow.importUpdateSet(readFileSync(UPDATE_SET, 'utf8'));
  serviceNow.grantRole(USERS.integration.userName, 'x_change_gate.pipeline');
  serviceNow.setProperty('x_change_gate.allow_loopback_http', 'true');
  app = new App(sandbox, sent, hooks);
  app.listServer({ name: 'Sandbox', ci: 'codefresh', base_url: app.server });
  return app;
}

export class App {
  readonly sandbox: Sandbox;
  /** The requests that scripts wanted to send, oldest first. */
  readonly sent: readonly Outbound[];
  readonly hooks: { before: OutboundHooks['beforeSend']; after: OutboundHooks['afterSend'] };
  readonly #decisions = new Map<string, string[]>();
  /** Builds whose gate was answered, until their status shows it. */
  readonly #moving = new Map<string, () => void>();
  readonly #moved = new Map<string, Promise<void>>();

  constructor(sandbox: Sandbox, sent: readonly Outbound[], hooks: App['hooks']) {
    this.sandbox = sandbox;
    this.sent = sent;
    this.hooks = hooks;
    sandbox.codefresh.on((event) => {
      if (event.type === 'build') this.#moving.get(event.build)?.();
      if (event.type !== 'decision') return;
      this.#decisions.set(event.build, [...(this.#decisions.get(event.build) ?? []), event.decision]);
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#moving.set(event.build, resolve);
      this.#moved.set(event.build, promise);
    });
  }

  /** The CI server's API base URL. */
  get server(): string {
    return `${this.sandbox.codefresh.url}/api`;
  }

  get requestsToCi(): readonly JournalEntry[] {
    return this.sandbox.codefresh.requests;
  }

  /** A CI server in the allow-list. @returns its sys_id */
  listServer(fields: Row): string {
    return this.insert('x_change_gate_ci_server', { active: 'true', ...fields });
  }

  insert(table: string, fields: Row): string {
    return this.sandbox.serviceNow.database.insert(table, fields, USERS.admin.userName).sys_id ?? '';
  }

  /** A standard change, approved beforehand, that nobody has begun to implement. @returns its number */
  openChange(fields: Row = {}): string {
    const { database } = this.sandbox.serviceNow;
    const values = { type: 'standard', short_description: 'Globex to QA', ...fields };
    const { number = '' } = database.insert('change_request', values, USERS.integration.userName);
    this.sandbox.serviceNow.move(number, 'Scheduled');
    return number;
  }

  /** A person begins the implementation: the change is decided. */
  implement(number: string): void {
    this.sandbox.serviceNow.move(number, 'Implement');
  }

  change(number: string): Row {
    return this.sandbox.serviceNow.userActions.change(number);
  }

  /** A build that has reached its gate. @returns its id */
  async pausedBuild(): Promise<string> {
    const build = this.sandbox.codefresh.run(BARE_GATE);
    await build.paused;
    return build.id;
  }

  /** Resolves when the build that this request decided has moved on. */
  async settled(url: string): Promise<void> {
    await this.#moved.get(/([0-9a-f]{24})\/pending-approval/.exec(url)?.[1] ?? '');
  }

  /** How often somebody answered the build's gate, and how. */
  decisions(build: string): readonly string[] {
    return this.#decisions.get(build) ?? [];
  }

  /** What a pipeline sends; `fields` in place of its own. */
  registrationOf(number: string, build: string, fields: Fields = {}): Fields {
    return {
      change: { number, sys_id: this.change(number).sys_id },
      build: { id: build, url: `https://ci.example.com/build/${build}` },
      ci: 'codefresh',
      server: this.server,
      target: { build_id: build, gate: number },
      credential: { token: TOKEN },
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
      key: `test:${build}:gate`,
      ...fields,
    };
  }

  /** Registers, and expects to be let. @returns the registration's sys_id */
  async register(number: string, build: string, fields: Fields = {}): Promise<string> {
    const answer = await this.post(this.registrationOf(number, build, fields));
    if (answer.status > 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return String((answer.body.result as Fields).sys_id);
  }

  post(body: unknown, user: User = USERS.integration): Promise<Answer> {
    return this.call('POST', '/api/x_change_gate/v1/registrations', user, body);
  }

  async call(method: string, path: string, user: User = USERS.integration, body?: unknown): Promise<Answer> {
    const authorization = `Basic ${Buffer.from(`${user.userName}:${user.password}`).toString('base64')}`;
    const response = await fetch(this.sandbox.serviceNow.url + path, {
      method,
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  }

  registration(sysId: string): Row {
    return this.sandbox.serviceNow.database.get('x_change_gate_registration', sysId) ?? {};
  }

  /** The attempts at telling the CI, oldest first. */
  deliveries(registration: string): Row[] {
    const query = `registration=${registration}^ORDERBYattempt`;
    return this.sandbox.serviceNow.database.query('x_change_gate_delivery', query);
  }

  /** Work notes of a change, oldest first. */
  notes(number: string): string[] {
    const query = `element_id=${this.change(number).sys_id}^element=work_notes`;
    return this.sandbox.serviceNow.database.query('sys_journal_field', query).map(({ value = '' }) => value);
  }

  /** Sandbox time passes, a minute at a time as the scheduled job sees it, and all that it sets off is done. */
  async pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      this.sandbox.clock.advance(60_000);
      await this.idle();
    }
  }

  idle(): Promise<void> {
    return this.sandbox.serviceNow.idle();
  }

  /** All nodes die where they are, and new ones take their place. */
  async killNodes(): Promise<void> {
    const { cluster } = this.sandbox.serviceNow;
    await Promise.all(cluster.nodes.map((node) => cluster.kill(node)));
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    refuseWhatIsMissing(this.sandbox, this.requestsToCi);
  }
}

export interface User {
  readonly userName: string;
  readonly password: string;
}
