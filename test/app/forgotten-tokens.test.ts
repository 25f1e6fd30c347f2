/** The token of a registration after each of its ends, read back as the app itself reads it. */
import { SWITCHES, USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

const TABLE = 'x_change_gate_registration';
const DAY = 86_400_000;
const WRONG = 'a-token-that-the-ci-server-does-not-know';

type Settings = keyof typeof SWITCHES.clearedPassword2.settings;

describe.each(Object.keys(SWITCHES.clearedPassword2.settings) as Settings[])(
  'where empty text for an encrypted column is %s, the token is gone',
  (clearedPassword2) => {
    let app: App;
    beforeAll(async () => {
      app = await startApp(1, { clearedPassword2 });
    });
    afterAll(() => app.close());

    const tokenOf = (registration: string): string =>
      app.sandbox.serviceNow.database.decrypt(app.registration(registration).token ?? '');

    async function register(fields: Readonly<Record<string, unknown>> = {}) {
      const number = app.openChange();
      const build = await app.pausedBuild();
      const registration = await app.register(number, build, fields);
      expect(tokenOf(registration)).toMatch(/^a-token-/);
      return { number, build, registration };
    }

    function expectGone(registration: string, status: string): void {
      expect(app.registration(registration)).toMatchObject({ status });
      expect(['', 'forgotten']).toContain(tokenOf(registration));
    }

    const policy = (fields: Readonly<Record<string, string>>) => ({
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '', ...fields },
    });
    const deadline = (): string =>
      new Date(app.sandbox.clock.now().getTime() + 30_000).toISOString().slice(0, 19).replace('T', ' ');

    it.each(['Implement', 'Canceled'] as const)('from a build that was told of %s', async (state) => {
      const { number, registration } = await register();
      app.sandbox.serviceNow.move(number, state);
      await app.idle();
      expectGone(registration, 'delivered');
    });

    it('from a build whose change was deleted', async () => {
      const { number, registration } = await register();
      app.sandbox.serviceNow.database.delete('change_request', app.change(number).sys_id ?? '', 'admin');
      await app.pass(2);
      expectGone(registration, 'delivered');
    });

    it('from a build that was over before its change was decided', async () => {
      const { build, registration } = await register();
      app.sandbox.codefresh.terminate(build);
      await app.sandbox.codefresh.build(build)?.finished;
      for (let look = 0; look < 2; look += 1) {
        app.sandbox.clock.advance(DAY / 2);
        await app.pass(6);
      }
      expectGone(registration, 'ended');
    });

    it('from a build that somebody had answered', async () => {
      const { number, build, registration } = await register();
      app.sandbox.codefresh.approve(build, 'somebody');
      await app.idle();
      await app.sandbox.codefresh.build(build)?.finished;
      app.implement(number);
      await app.idle();
      expectGone(registration, 'ended');
    });

    it('from one that its pipeline or an admin has withdrawn', async () => {
      const [byPipeline, byAdmin] = [await register(), await register()];
      await app.call('DELETE', `/api/x_change_gate/v1/registrations/${byPipeline.registration}`);
      const user = USERS.changeManager.userName;
      app.sandbox.serviceNow.grantRole(user, 'x_change_gate.admin');
      await app.sandbox.serviceNow.cluster.press({
        action: 'Withdraw',
        table: TABLE,
        sysId: byAdmin.registration,
        user,
      });
      for (const { registration } of [byPipeline, byAdmin]) expectGone(registration, 'withdrawn');
    });

    it('from one that another build took the key of, and from one that was renewed with a credential', async () => {
      const { number, build, registration } = await register({ key: 'test:one-key' });
      const newer = await app.register(number, await app.pausedBuild(), { key: 'test:one-key' });
      expectGone(registration, 'superseded');
      expect(tokenOf(newer)).toBe(TOKEN);

      const server = app.registration(newer).server ?? '';
      app.insert('x_change_gate_credential', {
        name: 'bot',
        kind: 'alias',
        alias: app.insert('sys_alias', { name: 'bot' }),
        server,
        active: 'true',
      });
      const kept = await app.register(number, build);
      await app.register(number, build, { credential: { alias: 'bot' } });
      expectGone(kept, 'waiting');
    });

    it('from one whose deadline passed without a decision', async () => {
      const denied = await register(policy({ deadline: deadline() }));
      const left = await register(policy({ deadline: deadline(), on_deadline: 'leave' }));
      await app.pass(2);
      expectGone(denied.registration, 'delivered');
      expectGone(left.registration, 'expired');
    });

    it('from one that was refused, but not before a month has passed; and from one that nobody could be told of', async () => {
      const refused = await register({ credential: { token: WRONG } });
      const down = await register(policy({ deadline: deadline() }));
      app.implement(refused.number);
      await app.idle();
      expect(app.registration(refused.registration).status).toBe('refused');
      expect(tokenOf(refused.registration)).toBe(WRONG);
      const repair = app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: Infinity });
      app.implement(down.number);
      await app.idle();
      app.sandbox.clock.advance(31 * DAY);
      await app.idle();
      await app.pass(1);
      repair();
      for (const { registration } of [refused, down]) expectGone(registration, 'expired');
    });

    it('from one of another instance', async () => {
      const { registration } = await register();
      app.sandbox.serviceNow.setProperty('instance_name', 'globexdev');
      await app.pass(1);
      expectGone(registration, 'expired');
    });

    it('from one in whose form somebody saved a token after its end', async () => {
      const { number, registration } = await register();
      app.implement(number);
      await app.idle();
      const { cluster, database } = app.sandbox.serviceNow;
      const { userName } = USERS.changeManager;
      const save = (token: string) => {
        database.update(TABLE, registration, { token: database.encrypt(token) }, userName);
        return app.idle();
      };
      await save(WRONG);
      await save(TOKEN);
      expectGone(registration, 'delivered');
      const warning = `Change Gate did not keep a token that ${userName} put into registration ${registration}`;
      const warnings = cluster.log.filter(({ message }) => message.startsWith(warning));
      expect(warnings).toHaveLength(2);
    });

    it('from one that was withdrawn with a token in its form', async () => {
      const { registration } = await register();
      const user = USERS.changeManager.userName;
      app.sandbox.serviceNow.grantRole(user, 'x_change_gate.admin');
      const { cluster } = app.sandbox.serviceNow;
      const typed = { token: WRONG };
      await cluster.press({ action: 'Withdraw', table: TABLE, sysId: registration, user, typed });
      await app.idle();
      expectGone(registration, 'withdrawn');
      await cluster.press({ action: 'Retry delivery', table: TABLE, sysId: registration, user, typed });
      await app.idle();
      expectGone(registration, 'withdrawn');
    });

    it('and no error is in the log', () => {
      const errors = app.sandbox.serviceNow.cluster.log.filter(({ level }) => level === 'error');
      expect(errors).toEqual([]);
    });
  },
);
