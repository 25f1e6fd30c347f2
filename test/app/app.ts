/** The app on an instance of its own, and builds that wait at a bare gate: no pipeline of the product's runs here. */
import { readFileSync } from 'node:fs';
import {
  type Behaviours,
  type InstanceOptions,
  type JournalEntry,
  type Row,
  type Sandbox,
  type SandboxOptions,
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

/** The app looks again after 5 seconds; times of the instance have no fractions. */
const NEXT_LOOK_MS = 6_000;

const BARE_GATE = `version: '1.0'
steps:
  gate:
    type: pending-approval
    timeout: {duration: 720, timeUnit: hours, finalState: denied}
`;

/**
 * @param nodes of the instance's cluster
 * @param statusDelayMs of the CI; when left out, the sandbox's default, and `idle` moves the time until ServiceNow has seen it
 * @param updateSet that installs the app; the built one when left out
 * @param otherCis beside Codefresh
 */
export async function startApp(
  nodes = 2,
  behaviours: Partial<Behaviours> = {},
  statusDelayMs?: number,
  updateSet = readFileSync(UPDATE_SET, 'utf8'),
  otherCis: Pick<SandboxOptions, 'github' | 'gitlab'> = {},
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
    ...otherCis,
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
        },
      },
    },
    codefresh: {
      apiKeys: [{ token: TOKEN, user: 'servicenow-bot' }],
      stepTypes: [],
      images: {},
      ...(statusDelayMs === undefined ? { onStatusDelay: () => app?.follow() } : { statusDelayMs }),
    },
  });
  const { serviceNow } = sandbox;
  assignNewChanges(serviceNow);
  serviceNow.importUpdateSet(updateSet);
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
  /** Whether a build was told, and does not show it yet. */
  #isFollowing = false;

  constructor(sandbox: Sandbox, sent: readonly Outbound[], hooks: App['hooks']) {
    this.sandbox = sandbox;
    this.sent = sent;
    this.hooks = hooks;
    sandbox.codefresh.on((event) => {
      if (event.type !== 'decision') return;
      this.#decisions.set(event.build, [...(this.#decisions.get(event.build) ?? []), event.decision]);
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
    await this.idle();
    for (let minute = 0; minute < minutes; minute += 1) {
      this.sandbox.clock.advance(60_000);
      await this.idle();
    }
  }

  /** All that was set off is done, and ServiceNow has looked at the builds that it told. */
  async idle(): Promise<void> {
    await this.sandbox.serviceNow.idle();
    while (this.#isFollowing) {
      this.#isFollowing = false;
      this.sandbox.clock.advance(NEXT_LOOK_MS);
      await this.sandbox.serviceNow.idle();
    }
  }

  /** A build has been told, and will show it. */
  follow(): void {
    this.#isFollowing = true;
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
