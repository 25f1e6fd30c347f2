/** Every fault against every kind of request: error code, message, exit code, and what ServiceNow has afterwards. */
import { type BuildContext, OPERATIONS, type Operation } from '@change-gate/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, type FaultCase } from './faults.ts';
import { Instance, type OperationRun } from './instance.ts';

const TABLE = '/api/now/table/change_request';
const CHANGE = new RegExp(`^${TABLE}/`);

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start();
});
afterEach(() => instance.serviceNow.faults.clear());
afterAll(() => instance.close());

/** A build whose change is in Implement. */
async function implemented(): Promise<BuildContext> {
  const build = instance.newBuild();
  await instance.run('open', {}, build);
  const number = instance.changesOf(build)[0]?.number ?? '';
  instance.serviceNow.approveAll(number);
  instance.serviceNow.move(number, 'Implement');
  return build;
}

function expectEnd(ran: OperationRun, end: string, words: RegExp): void {
  if (end === 'ok') {
    expect(ran.exitCode, ran.log).toBe(0);
    return;
  }
  expect(ran.exitCode).toBe(1);
  const error = ran.log.split('\n').find((line) => line.startsWith('ERROR ')) ?? '';
  expect(error).toContain(`[${end}]`);
  expect(error).toMatch(words);
  // One sentence after another, for people: no stack, no object, no URL with a query.
  expect(error).not.toMatch(/\[object|\bat .*\.[jt]s:\d|undefined|\?sysparm/);
}

describe.each(FAULTS.map((fault) => [fault.name, fault] as const))('%s', (_name, fault: FaultCase) => {
  const strike = (method: string, path: string | RegExp, times: number) =>
    instance.serviceNow.faults.inject({ effect: fault.effect, method, path, times });

  it('at the look for the change, for good', async () => {
    const build = instance.newBuild();
    strike('GET', TABLE, Number.POSITIVE_INFINITY);
    const ran = await instance.run('status', {}, build);
    expectEnd(ran, fault.read, fault.words);
    expect(ran.outputs).toBeUndefined();
  });

  it('at the look for the change, once', async () => {
    const build = await implemented();
    strike('GET', TABLE, 1);
    expectEnd(await instance.run('status', {}, build), fault.readOnce, fault.words);
  });

  it('at the create of open, once', async () => {
    const build = instance.newBuild();
    strike('POST', TABLE, 1);
    // Sent once more where the look for it finds nothing.
    const end = fault.create === 'CREATE_UNANSWERED' ? 'ok' : fault.readOnce;
    expectEnd(await instance.run('open', {}, build), end, fault.words);
    expect(instance.changesOf(build)).toHaveLength(end === 'ok' ? 1 : 0);
  });

  it('at the create of open, for good', async () => {
    const build = instance.newBuild();
    strike('POST', TABLE, Number.POSITIVE_INFINITY);
    expectEnd(await instance.run('open', {}, build), fault.create, fault.words);
    expect(instance.changesOf(build)).toEqual([]);
    instance.serviceNow.faults.clear();
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(build)).toHaveLength(1);
  });

  it('at the registration of open, for good: the change stays, noted, and the next run completes it', async () => {
    const build = instance.newBuild();
    strike('POST', '/api/x_change_gate', Number.POSITIVE_INFINITY);
    const ran = await instance.run('open', {}, build);
    expectEnd(
      ran,
      fault.write,
      /stays in New, nobody has been asked to approve it, and no build waits for it/,
    );
    const [change] = instance.changesOf(build);
    const notes = instance.serviceNow.database.query('sys_journal_field', `element_id=${change?.sys_id}`);
    expect(notes.map((note) => note.value).join()).toContain('could not open this change completely');
    expect(instance.registrationsOf(build)).toEqual([]);
    instance.serviceNow.faults.clear();
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(build)).toHaveLength(1);
    expect(instance.registrationsOf(build)).toHaveLength(1);
  });

  it('at the write of update, for good', async () => {
    const build = await implemented();
    strike('PATCH', CHANGE, Number.POSITIVE_INFINITY);
    const ran = await instance.run('update', { data: '{"description": "x"}' }, build);
    expectEnd(ran, fault.write, fault.words);
    expect(instance.changesOf(build)).toMatchObject([{ description: '' }]);
  });
});

/** What a fault is taken for does not hang on the operation: one that passes, one for a person, and a rule's. */
const KINDS = ["a gateway's 502", 'no authentication', "a business rule's abort"];
const OF_EACH_KIND = FAULTS.filter(({ name }) => KINDS.includes(name));

describe.each(OF_EACH_KIND)('every operation: $name', ({ effect, read, write, words }) => {
  const looking = OPERATIONS.filter((operation) => operation !== 'open' && operation !== 'check');

  it.each(looking)('at the look of %s, for good', async (operation: Operation) => {
    const build = instance.newBuild();
    instance.serviceNow.faults.inject({
      effect,
      method: 'GET',
      path: TABLE,
      times: Number.POSITIVE_INFINITY,
    });
    const ran = await instance.run(operation, {}, build);
    expectEnd(ran, read, words);
    expect(ran.outputs).toBeUndefined();
    expect(instance.changesOf(build)).toEqual([]);
  });

  it('at the look of check, for good: one line of its report says so', async () => {
    instance.serviceNow.faults.inject({
      effect,
      method: 'GET',
      path: TABLE,
      times: Number.POSITIVE_INFINITY,
    });
    const ran = await instance.run('check', {}, instance.newBuild());
    expect(ran.exitCode).toBe(1);
    const errors = ran.log.split('\n').filter((line) => line.startsWith('ERROR '));
    expect(errors.filter((line) => words.test(line))).toHaveLength(1);
  });

  it.each(['close', 'cancel'] as const)('at the write of %s, for good', async (operation) => {
    const build = await implemented();
    instance.serviceNow.faults.inject({
      effect,
      method: 'PATCH',
      path: CHANGE,
      times: Number.POSITIVE_INFINITY,
    });
    expectEnd(await instance.run(operation, {}, build), write, words);
    // Its tasks were closed before, and without any the instance itself moves it to Review.
    expect(instance.changesOf(build)).toMatchObject([{ state: '0', close_code: '' }]);
  });
});

it('a create that the instance refuses is refused, and nobody is left to wonder whether it arrived', async () => {
  const build = instance.newBuild();
  const effect = { kind: 'status', status: 400 } as const;
  instance.serviceNow.faults.inject({ effect, method: 'POST', path: TABLE });
  const ran = await instance.run('open', {}, build);
  expect(ran.log).toMatch(/answered 400.*The instance did not accept the request.*\[NOT_ACCEPTED\]/);
  expect(ran.log).not.toContain('is not known');
});

describe('an answer that is lost after the instance has done its work', () => {
  it.each([
    ['a reset', { kind: 'reset' } as const],
    ['a 502', { kind: 'status', status: 502 } as const],
    ['broken JSON', { kind: 'status', status: 200, body: '{"result":' } as const],
  ])('%s: the create is found, not repeated', async (_name, effect) => {
    const build = instance.newBuild();
    instance.serviceNow.faults.inject({ effect, method: 'POST', path: TABLE, afterHandling: true });
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(build)).toHaveLength(1);
    expect(instance.registrationsOf(build)).toHaveLength(1);
  });

  it('a reset: the registration is sent again, and is one', async () => {
    const build = instance.newBuild();
    instance.serviceNow.faults.inject({
      effect: { kind: 'reset' },
      method: 'POST',
      path: '/api/x_change_gate',
      afterHandling: true,
    });
    expect(await instance.run('open', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.registrationsOf(build)).toHaveLength(1);
  });

  it('a reset: the walk to Closed goes on from where the change is', async () => {
    const build = await implemented();
    instance.serviceNow.faults.inject({
      effect: { kind: 'reset' },
      method: 'PATCH',
      path: CHANGE,
      afterHandling: true,
    });
    expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(build)).toMatchObject([{ state: '3', close_code: 'successful' }]);
  });
});
