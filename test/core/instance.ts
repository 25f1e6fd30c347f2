/** A sandbox instance with the app, and the core's operations on it, as a pipeline's process runs them. */
import { readFileSync } from 'node:fs';
import { type BuildContext, type GateOutputs, type Operation, run } from '@change-gate/core';
import { type Row, type Sandbox, startSandbox, USERS } from '@change-gate/sandbox';
import { expect } from 'vitest';
import { assignNewChanges } from '../environment/assignment.ts';
import { UPDATE_SET } from '../environment/environment.ts';
import { withoutQuery } from '../environment/without-query.ts';
import { registrations } from '../registrations.ts';

export const CALLBACK_TOKEN = 'callback-t0ken-of-this-build';

/** Nobody listens there: nothing here is decided, so nothing is delivered. */
const CI_SERVER = 'http://127.0.0.1:9/api';

export interface OperationRun {
  readonly exitCode: number;
  readonly outputs: GateOutputs | undefined;
  /** Everything that was said, one line each; warnings and errors are marked. */
  readonly log: string;
  /** Method and path, without the query, of each request in its order. */
  readonly requests: readonly string[];
}

export type Inputs = Readonly<Record<string, string | undefined>>;

export class Instance {
  readonly sandbox: Sandbox;
  #builds = 0;

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  /** @param updateSet that installs the app; the built one when left out */
  static async start(
    options: Parameters<typeof startSandbox>[0] = {},
    updateSet = readFileSync(UPDATE_SET, 'utf8'),
  ): Promise<Instance> {
    const sandbox = await startSandbox(options);
    const { serviceNow } = sandbox;
    assignNewChanges(serviceNow);
    serviceNow.importUpdateSet(updateSet);
    serviceNow.grantRole(USERS.integration.userName, 'x_change_gate.pipeline');
    serviceNow.setProperty('x_change_gate.allow_loopback_http', 'true');
    serviceNow.database.insert(
      'x_change_gate_ci_server',
      { name: 'CI', ci: 'codefresh', base_url: CI_SERVER, active: 'true' },
      USERS.admin.userName,
    );
    return new Instance(sandbox);
  }

  get serviceNow(): Sandbox['serviceNow'] {
    return this.sandbox.serviceNow;
  }

  /** Another build, with no change yet. */
  newBuild(overrides: Partial<BuildContext> = {}): BuildContext {
    this.#builds += 1;
    const id = this.#builds.toString(16).padStart(24, '0');
    return {
      ci: 'codefresh',
      title: `Build ${id}`,
      build: { id, url: `https://ci.example/builds/${id}` },
      buildKey: id,
      server: CI_SERVER,
      target: (gate) => ({ build_id: id, gate }),
      callback: true,
      ...overrides,
    };
  }

  /** Another build of one pipeline, each after the one before, that tells what it deploys. */
  newBuildOfPipeline(
    pipeline: string,
    overrides: Partial<NonNullable<BuildContext['source']>> = {},
  ): BuildContext {
    const number = this.#builds + 1;
    return this.newBuild({
      source: {
        pipeline,
        sequence: { counter: pipeline, number },
        repository: 'https://git.example/globex/shop',
        commit: number.toString(16).padStart(40, '0'),
        ref: 'main',
        people: [],
        ...overrides,
      },
    });
  }

  /** Inputs that sign in as the integration user. */
  basic(): Inputs {
    return {
      'instance-url': this.serviceNow.url,
      username: USERS.integration.userName,
      password: USERS.integration.password,
    };
  }

  /** One operation, as an adapter's process. `undefined` leaves an input out. */
  async run(
    operation: Operation,
    inputs: Inputs,
    build: BuildContext,
    env: Inputs = {},
  ): Promise<OperationRun> {
    const given: Inputs = { ...this.basic(), ...needed(operation), ...inputs, operation };
    const values = Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const before = this.serviceNow.requests.length;
    const lines: string[] = [];
    let outputs: GateOutputs | undefined;
    const exitCode = await run({
      env,
      readInputs: () => ({ values, displayName: (name) => name }),
      ownInputs: {},
      readContext: () => build,
      createOutputs: () => ({
        mask() {},
        info: (line) => lines.push(line),
        warning: (line) => lines.push(`WARNING ${line}`),
        error: (line) => lines.push(`ERROR ${line}`),
        set: (values) => {
          outputs = values;
        },
        report: async ({ markdown }) => void lines.push(markdown),
      }),
      // Pauses pass at once; only the sandbox's clock says how late it is.
      clock: {
        now: () => this.sandbox.clock.now(),
        sleep: async (milliseconds) => this.sandbox.clock.advance(milliseconds),
      },
    });
    const requests = this.serviceNow.requests.slice(before).map(withoutQuery);
    return { exitCode, outputs, log: lines.join('\n'), requests };
  }

  /** Approves a change in Assess and in Authorize, each after the time that the instance may take to ask. */
  approveStepwise(number: string): void {
    for (const state of ['-4', '-3']) {
      this.sandbox.clock.advance(5_000);
      expect(this.serviceNow.userActions.change(number)).toMatchObject({ state, approval: 'requested' });
      this.serviceNow.approve(number);
    }
  }

  /** The changes that this build has opened, oldest first. */
  changesOf(build: BuildContext): Row[] {
    return this.serviceNow.changes().filter((row) => row.correlation_id?.includes(`:${build.buildKey}:`));
  }

  /** Of these, those that were not withdrawn for another one of the same gate. */
  standing(build: BuildContext): Row[] {
    return this.changesOf(build).filter(({ state }) => state !== '4');
  }

  registrationsOf(build: BuildContext): Row[] {
    return registrations(this.serviceNow).filter((row) => row.build_id === build.build.id);
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

function needed(operation: Operation): Inputs {
  if (operation === 'close' || operation === 'record') return { outcome: 'success' };
  return operation === 'open'
    ? { 'callback-token': CALLBACK_TOKEN, data: '{"short_description": "Globex deployment"}' }
    : {};
}
