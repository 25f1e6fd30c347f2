/** What depends on one switch of the instance: it holds with each of its settings. */
import type { BuildContext } from '@change-gate/core';
import { CLIENT_CREDENTIALS_PROPERTY, type SwitchName, USERS } from '@change-gate/sandbox';
import { expect } from 'vitest';
import type { Instance } from './instance.ts';

export interface SettingScenario {
  readonly title: string;
  run(instance: Instance): Promise<void>;
}

/** One build with two gates whose names differ in case alone. */
const TWO_CASES: SettingScenario = {
  title: 'gates QA and qa of one build have a change each, and are told of their own',
  async run(instance) {
    const build = instance.newBuild();
    for (const gate of ['QA', 'qa', 'QA', 'qa'])
      expect(await instance.run('open', { 'gate-name': gate }, build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(build)).toHaveLength(2);
    expect(instance.registrationsOf(build).map(({ status }) => status)).toEqual(['waiting', 'waiting']);

    const lower = instance.changesOf(build).find(({ correlation_id: id }) => id?.endsWith(':qa'));
    instance.serviceNow.approveAll(lower?.number ?? '');
    const verify = (gate: string) => instance.run('verify', { 'gate-name': gate, implement: 'true' }, build);
    expect(await verify('QA')).toMatchObject({ exitCode: 1, outputs: { decision: 'pending' } });
    expect(await verify('qa')).toMatchObject({ exitCode: 0 });
  },
};

/** Runs of `open` whose creates are lost, answered wrongly or simultaneous. */
const ONE_CHANGE: SettingScenario = {
  title: 'a gate has one open change, whatever becomes of its creates, and verify knows it',
  async run(instance) {
    const { serviceNow } = instance;
    const create = { method: 'POST', path: '/api/now/table/change_request', afterHandling: true } as const;
    const effects: readonly Parameters<typeof serviceNow.faults.inject>[0]['effect'][] = [
      { kind: 'reset' },
      { kind: 'status', status: 429 },
      { kind: 'status', status: 502 },
      { kind: 'status', status: 403 },
    ];
    for (const effect of effects) {
      const build = instance.newBuild();
      serviceNow.faults.inject({ ...create, effect });
      await instance.run('open', {}, build);
      expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
      await oneChange(instance, build);
    }
    for (const inputs of [{}, { 'change-type': 'normal' }]) {
      const build = instance.newBuild();
      const open = () => instance.run('open', inputs, build);
      for (const ran of await Promise.all([open(), open(), open()]))
        expect(ran).toMatchObject({ exitCode: 0 });
      expect(await open()).toMatchObject({ exitCode: 0 });
      await oneChange(instance, build);
    }
  },
};

async function oneChange(instance: Instance, build: BuildContext): Promise<void> {
  const [change, ...others] = instance.standing(build);
  expect(others).toEqual([]);
  // The others never asked anybody.
  for (const withdrawn of instance.changesOf(build).filter(({ sys_id: id }) => id !== change?.sys_id))
    expect(withdrawn).toMatchObject({ state: '4', approval: 'not requested' });
  instance.serviceNow.approveAll(change?.number ?? '');
  expect(await instance.run('verify', { implement: 'true' }, build)).toMatchObject({
    exitCode: 0,
    outputs: { 'change-number': change?.number },
  });
}

/** By the name of the switch. */
export const SETTING_SCENARIOS: Readonly<Partial<Record<SwitchName, SettingScenario>>> = {
  changeApiRefusal: {
    title: 'a change that a data policy refuses is refused, in the words of the policy',
    async run(instance) {
      const policy = { table: 'change_request', when: 'type=emergency', fields: ['justification'] };
      const lift = instance.serviceNow.rules.require(policy);
      const ran = await instance.run('open', { 'change-type': 'emergency' }, instance.newBuild());
      lift();
      expect(ran.exitCode).toBe(1);
      expect(ran.log).toMatch(/Justification.*\[POLICY_REFUSED\]/);
    },
  },
  clientInHeader: {
    title: 'a pipeline signs in with its client credentials',
    async run(instance) {
      instance.serviceNow.setProperty(CLIENT_CREDENTIALS_PROPERTY, 'true');
      const user = USERS.integration.userName;
      const client = instance.serviceNow.credentials.registerApplication({ name: 'Pipeline', user });
      const signIn = {
        username: undefined,
        password: undefined,
        'client-id': client.clientId,
        'client-secret': client.clientSecret,
      };
      expect(await instance.run('open', signIn, instance.newBuild())).toMatchObject({ exitCode: 0 });
    },
  },
  leavingNew: {
    title: 'a change without a group waits for approval, or open says that it stays in New until it has one',
    async run(instance) {
      const { rules, database } = instance.serviceNow;
      const unassign = rules.ignore({ table: 'change_request', fields: ['assignment_group'] });
      const build = instance.newBuild();
      const ran = await instance.run('open', {}, build);
      expect(ran).toMatchObject({ exitCode: 0, outputs: { decision: 'pending' } });
      const [change] = instance.changesOf(build);
      if (change?.state === '-5') expect(ran.log).toMatch(/WARNING .*stays in New.*assignment_group/);
      else expect(change).toMatchObject({ state: '-4', approval: 'requested' });
      unassign();

      const group = database.find('sys_user_group', 'name', 'DevOps')?.sys_id ?? '';
      database.update('change_request', change?.sys_id ?? '', { assignment_group: group }, 'admin');
      expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
      expect(instance.changesOf(build)).toMatchObject([{ state: '-4', approval: 'requested' }]);
    },
  },
  lockout: {
    title: 'wrong passwords cost one try each, and the right one is taken after four of them',
    async run(instance) {
      const build = instance.newBuild();
      for (const operation of ['open', 'verify', 'wait', 'cancel'] as const) {
        const ran = await instance.run(operation, { password: 'wrong' }, build);
        expect(ran.log).toMatch(/\[UNAUTHENTICATED\]/);
      }
      expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    },
  },
  modelOfType: {
    title: 'an emergency is decided by the states of its model, and closed',
    async run(instance) {
      const build = instance.newBuild();
      const policy = { 'proceed-states': 'model' };
      const opened = await instance.run('open', { 'change-type': 'emergency', ...policy }, build);
      expect(opened).toMatchObject({ exitCode: 0, outputs: { decision: 'pending' } });
      const { number = '' } = instance.changesOf(build)[0] ?? {};
      instance.serviceNow.approveAll(number);
      expect(await instance.run('verify', policy, build)).toMatchObject({ exitCode: 1 });
      instance.serviceNow.move(number, 'Implement');
      await instance.serviceNow.idle();
      expect(instance.registrationsOf(build)).toMatchObject([{ decision: 'approved' }]);
      expect(await instance.run('verify', policy, build)).toMatchObject({ exitCode: 0 });
      expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
      expect(instance.changesOf(build)).toMatchObject([{ type: 'emergency', state: '3' }]);
    },
  },
  scriptedErrors: {
    title: 'a callback that the app refuses is told with its reason',
    async run(instance) {
      const build = instance.newBuild({ server: 'https://unlisted.example/api' });
      const ran = await instance.run('open', {}, build);
      expect(ran.exitCode).toBe(1);
      expect(ran.log).toContain('unlisted.example');
      expect(ran.log).not.toContain('undefined');
    },
  },
  clientSysId: ONE_CHANGE,
  secondInsert: ONE_CHANGE,
  stateAtInsert: {
    title: 'a change that is asked for in New waits for approval',
    async run(instance) {
      const build = instance.newBuild();
      const data = '{"short_description": "Globex deployment", "state": "-5"}';
      expect(await instance.run('open', { data }, build)).toMatchObject({ exitCode: 0 });
      expect(instance.changesOf(build)).toMatchObject([{ state: '-4', approval: 'requested' }]);
    },
  },
  stateValueColumn: {
    title: 'a change of a model of the instance goes on in the implementation state of its model',
    async run(instance) {
      instance.serviceNow.defineChangeModel({
        name: 'Rollout',
        states: [
          { value: '-5', label: 'New' },
          { value: '20', label: 'Rolling out', implementation: true },
          { value: '3', label: 'Closed' },
        ],
        transitions: [
          { from: '-5', to: '20' },
          { from: '20', to: '3' },
        ],
      });
      const build = instance.newBuild();
      const policy = { 'proceed-states': 'model', 'approval-policy': 'state' };
      const opened = await instance.run(
        'open',
        { 'change-model': 'Rollout', submit: 'false', ...policy },
        build,
      );
      expect(opened).toMatchObject({ exitCode: 0, outputs: { decision: 'pending' } });
      instance.serviceNow.move(instance.changesOf(build)[0]?.number ?? '', 'Rolling out');
      await instance.serviceNow.idle();
      expect(instance.registrationsOf(build)).toMatchObject([{ decision: 'approved' }]);
      expect(await instance.run('verify', policy, build)).toMatchObject({ exitCode: 0 });
    },
  },
  structuredValues: {
    title:
      'a field that is a list is refused before anything is created, whatever the instance would make of it',
    async run(instance) {
      const build = instance.newBuild();
      const data = '{"short_description": "Globex deployment", "implementation_plan": ["one", "two"]}';
      const ran = await instance.run('open', { data }, build);
      expect(ran).toMatchObject({ exitCode: 1, requests: [] });
      expect(ran.log).toMatch(/holds a list or a map in implementation_plan.*\[INVALID_INPUT\]/);
    },
  },
  textInQueries: TWO_CASES,
  textInUniqueColumns: TWO_CASES,
  trailingSlash: {
    title: 'an instance URL with a slash at its end is the same',
    async run(instance) {
      const url = `${instance.serviceNow.url}/`;
      expect(await instance.run('open', { 'instance-url': url }, instance.newBuild())).toMatchObject({
        exitCode: 0,
      });
    },
  },
  unknownReference: {
    title: 'a name that stands for nothing in a reference is told',
    async run(instance) {
      const data = '{"short_description": "Globex deployment", "location": "Atlantis"}';
      const ran = await instance.run('open', { data }, instance.newBuild());
      expect(ran.log).toMatch(/WARNING.*location/);
    },
  },
  writeWithoutBody: {
    title: 'an update that has nothing to write changes nothing',
    async run(instance) {
      const build = instance.newBuild();
      await instance.run('open', {}, build);
      const [before] = instance.changesOf(build);
      expect(await instance.run('update', {}, build)).toMatchObject({ exitCode: 0 });
      expect(instance.changesOf(build)).toEqual([before]);
    },
  },
};
