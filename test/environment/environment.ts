/** A sandbox as an admin has set it up: the app imported, the CI servers listed, the integration user granted. */
import { readFileSync } from 'node:fs';
import { type Sandbox, startSandbox, USERS } from '@change-gate/sandbox';
import { codefresh } from '../gate/codefresh.ts';
import type { CiHarness, GatedBuild, GateInputs, PauseOptions } from '../gate/harness.ts';
import { assignNewChanges } from './assignment.ts';
import { refuseWhatIsMissing } from './missing-from-sandbox.ts';

/** The set that installs the app. */
export const UPDATE_SET = new URL(
  '../../packages/servicenow-app/dist/change-gate-install.xml',
  import.meta.url,
);

/** The set for an instance that has the app. */
export const UPGRADE_SET = new URL(
  '../../packages/servicenow-app/dist/change-gate-upgrade.xml',
  import.meta.url,
);

export interface TestEnvironmentOptions extends PauseOptions {
  /** Another update set than the built one; `null` for an instance without the app. */
  readonly updateSet?: string | null;
  /** Whether sandbox time runs with real time, for people who watch; else it stands still until it is moved. */
  readonly timeRuns?: boolean;
}

/** The app looks again after 5 seconds, and then after 10; times of the instance have no fractions. */
const NEXT_LOOK_MS = 6_000;
const LOOK_AFTER_MS = 11_000;

/** @param cis whose servers the sandbox has */
export async function startTestEnvironment(
  options: TestEnvironmentOptions = {},
  ...cis: readonly CiHarness[]
): Promise<TestEnvironment> {
  const { updateSet = readFileSync(UPDATE_SET, 'utf8'), timeRuns = false, ...pause } = options;
  // Where a test sets another delay than the default, it moves the time.
  const movesTime = !timeRuns && pause.statusDelayMs === undefined;
  const following = new Set<Promise<void>>();
  const follow = (ms: number) => {
    if (!movesTime) return;
    const followed = letStatusFollow(sandbox, ms).finally(() => following.delete(followed));
    following.add(followed);
  };
  const onStatusDelay = () => follow(NEXT_LOOK_MS);
  const harnesses = cis.length === 0 ? [codefresh] : cis;
  const servers = harnesses.map((ci) => ci.sandboxOptions({ ...pause, onStatusDelay }));
  // No job of the app may run just because the machine is slow.
  const sandbox: Sandbox = await startSandbox(Object.assign({ stopped: !timeRuns }, ...servers));
  for (const { onGateEnd } of harnesses) onGateEnd?.(sandbox, () => follow(LOOK_AFTER_MS));
  try {
    assignNewChanges(sandbox.serviceNow);
    const scope = updateSet === null ? undefined : installApp(sandbox, updateSet);
    return new TestEnvironment(sandbox, harnesses, following, scope);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** Time passes elsewhere: ServiceNow has seen that the CI does not show it yet; then the CI does, and ServiceNow looks again. */
async function letStatusFollow({ serviceNow, clock }: Sandbox, ms: number): Promise<void> {
  await serviceNow.idle();
  clock.advance(ms);
}

/** @returns the scope that the app was built under */
function installApp({ serviceNow }: Sandbox, updateSet: string): string {
  const { scope } = serviceNow.importUpdateSet(updateSet);
  serviceNow.grantRole(USERS.integration.userName, `${scope}.pipeline`);
  serviceNow.setProperty(`${scope}.allow_loopback_http`, 'true');
  return scope;
}

export class TestEnvironment {
  readonly sandbox: Sandbox;
  readonly #cis: readonly CiHarness[];
  readonly #following: ReadonlySet<Promise<void>>;
  readonly #scope: string;

  /**
   * @param following statuses of builds that will soon follow a decision
   * @param scope     of the app
   */
  constructor(
    sandbox: Sandbox,
    cis: readonly CiHarness[],
    following: ReadonlySet<Promise<void>>,
    scope = 'x_change_gate',
  ) {
    this.sandbox = sandbox;
    this.#cis = cis;
    this.#following = following;
    this.#scope = scope;
  }

  /** As an admin does under Change Gate > CI servers. */
  listServer(ci: CiHarness): void {
    this.sandbox.serviceNow.database.insert(
      `${this.#scope}_ci_server`,
      {
        name: `Sandbox ${ci.name}`,
        ci: ci.name.toLowerCase(),
        base_url: ci.server(this.sandbox),
        active: 'true',
      },
      USERS.admin.userName,
    );
  }

  /** Lists the server, starts a build and waits until it stands at its gate. */
  async startAndPause(ci: CiHarness, inputs: GateInputs = {}): Promise<GatedBuild> {
    this.listServer(ci);
    const build = this.start(ci, inputs);
    await build.paused;
    return build;
  }

  start(ci: CiHarness, inputs: GateInputs = {}): GatedBuild {
    return ci.start(this.sandbox, { ...this.inputs(ci), ...inputs });
  }

  /** Those with which a step signs in, and ServiceNow at the CI. */
  inputs(ci: CiHarness): GateInputs {
    return {
      'instance-url': this.sandbox.serviceNow.url,
      username: USERS.integration.userName,
      password: USERS.integration.password,
      'callback-token': ci.callbackToken,
    };
  }

  /** The one change that there is. */
  change(): Record<string, string> {
    const [change, ...others] = this.sandbox.serviceNow.changes();
    if (change === undefined || others.length > 0)
      throw new Error(`There are ${others.length + (change ? 1 : 0)} changes`);
    return change;
  }

  /** The number of the one change that there is. */
  get number(): string {
    return this.change().number ?? '';
  }

  registration(): Record<string, string> {
    const [registration, ...others] = this.sandbox.serviceNow.database.query(
      `${this.#scope}_registration`,
      '',
    );
    if (registration === undefined || others.length > 0)
      throw new Error('There is not exactly one registration');
    return registration;
  }

  /**
   * All that follows in ServiceNow has happened, the CIs show what they were told and how their gates have ended so far, and
   * ServiceNow has seen it.
   */
  async settled(): Promise<void> {
    await this.sandbox.serviceNow.idle();
    while (this.#following.size > 0) {
      await Promise.all(this.#following);
      await this.sandbox.serviceNow.idle();
    }
  }

  /** Sandbox time passes when nothing is under way, because a request on its way would have taken that long. */
  async pass(milliseconds: number): Promise<void> {
    await this.settled();
    this.sandbox.clock.advance(milliseconds);
    await this.settled();
  }

  /** Sandbox time passes a hundred times as fast as real time, until `event` has happened. */
  async hurryUntil<T>(event: Promise<T>): Promise<T> {
    const timer = setInterval(() => this.sandbox.clock.advance(2_000), 20);
    try {
      return await event;
    } finally {
      clearInterval(timer);
    }
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    refuseWhatIsMissing(
      this.sandbox,
      this.#cis.flatMap((ci) => ci.requests(this.sandbox)),
    );
  }
}
