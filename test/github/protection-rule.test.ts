/** A GitHub App's protection rule: ServiceNow signs as the App, and answers with a token made for that call. */
import { generateKeyPairSync } from 'node:crypto';
import { USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { githubHarness } from '../gate/github.ts';
import type { GatedBuild } from '../gate/harness.ts';
import { startWorld, type World } from '../gate/world.ts';

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const CI = githubHarness({
  gate: 'protection-rule',
  environments: [{ name: 'production', customRules: ['change-gate'] }],
  apps: [
    {
      id: 4711,
      slug: 'change-gate',
      publicKey: KEYS.publicKey,
      installations: [
        { id: 99, repositories: 'all', permissions: { actions: 'read', deployments: 'write' } },
      ],
    },
  ],
});

describe('a gate: protection-rule', () => {
  let world: World;
  afterEach(() => world.close());

  async function beginAndPause(): Promise<GatedBuild> {
    world = await startWorld({}, CI);
    world.listServer(CI);
    keepKey();
    const build = world.start(CI);
    await build.paused;
    return build;
  }

  /** As an admin does under Change Gate > CI credentials. */
  function keepKey(): void {
    const { database } = world.sandbox.serviceNow;
    const insert = (table: string, record: Record<string, string>) =>
      database.insert(table, record, USERS.admin.userName).sys_id ?? '';
    const [server] = database.query('x_change_gate_ci_server', `base_url=${CI.server(world.sandbox)}`);
    insert('x_change_gate_credential', {
      name: 'github_app',
      server: server?.sys_id ?? '',
      kind: 'app',
      jwt_provider: insert('jwt_provider', { name: 'app', private_key: database.encrypt(KEYS.privateKey) }),
      app_id: '4711',
      installation_id: '99',
      active: 'true',
    });
  }

  it('lets the deployment go on when the change is approved', async () => {
    const build = await beginAndPause();
    const { serviceNow, github } = world.sandbox;
    const held = github.runs[0]?.heldRunnerMs;
    world.sandbox.clock.advance(3_600_000);
    expect(github.runs[0]?.heldRunnerMs).toBe(held);

    serviceNow.approve(world.number);
    await serviceNow.idle();
    serviceNow.move(world.number, 'Implement');
    await build.ended;
    await serviceNow.idle();
    expect(build.look()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(world.registration()).toMatchObject({ status: 'delivered' });
  });

  it('stops the deployment when the change is rejected', async () => {
    const build = await beginAndPause();
    world.sandbox.serviceNow.reject(world.number, 'Not on a Friday');
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: false, deployed: false, answers: ['denied'] });
  });
});
