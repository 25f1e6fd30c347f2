import { expect, it } from 'vitest';
import { toChange } from './change.ts';
import { Changes } from './changes.ts';

const [ONE, TWO, THREE] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)];
const row = (sysId: string, correlationId: string, columns: object = {}) => ({
  sys_id: { value: sysId },
  number: { value: `CHG${sysId[0]}` },
  state: { value: '-1' },
  correlation_id: { value: correlationId },
  ...columns,
});
const CHANGE = toChange(row(ONE, 'key'));

const answering = (answer: unknown) =>
  new Changes({ instanceUrl: 'https://acme.service-now.com', request: async () => answer });

it('names the page of a change', () => {
  expect(answering(null).url(CHANGE)).toBe(
    `https://acme.service-now.com/nav_to.do?uri=change_request.do%3Fsys_id%3D${ONE}`,
  );
});

it('takes the changes of a gate, and no other that is answered', async () => {
  const rows = [row(ONE, 'key'), row(TWO, 'KEY'), row(THREE, 'other')];
  const { found, isComplete } = await answering(rows).ofGate('key', [THREE]);
  expect(found.map(({ sysId }) => sysId)).toEqual([ONE, THREE]);
  expect(isComplete).toBe(true);
});

it.each([
  [99, true],
  [100, false],
])('%i changes of a gate are all: %s', async (count, isComplete) => {
  const rows = Array.from({ length: count }, () => row(ONE, 'other'));
  expect(await answering(rows).ofGate('key', [])).toEqual({ found: [], isComplete });
});

it('lists the changes whose correlation id begins alike, to the letter', async () => {
  const asked: unknown[] = [];
  const changes = new Changes({
    instanceUrl: '',
    request: async (_method, _path, options) => {
      asked.push(options?.query?.sysparm_query, options?.query?.sysparm_limit);
      return [row(ONE, 'ci:1:qa'), row(TWO, 'CI:1:qa')];
    },
  });
  expect((await changes.correlatedFrom('ci:1:')).map(({ sysId }) => sysId)).toEqual([ONE]);
  expect(asked).toEqual(['correlation_idSTARTSWITHci:1:^ORDERBYDESCsys_created_on', '10']);
});

it.each([
  ['no list', {}],
  ['nothing', undefined],
])('%s is no answer for changes', async (_what, answer) => {
  const unexpected = { code: 'UNEXPECTED_ANSWER', message: expect.stringContaining('for change_request') };
  await expect(answering(answer).ofGate('key', [])).rejects.toMatchObject(unexpected);
  await expect(answering(answer).correlatedFrom('key')).rejects.toMatchObject(unexpected);
  await expect(answering(answer).find({ number: 'CHG1' })).rejects.toMatchObject(unexpected);
});

it('a change whose correlation id is hidden is no change of a gate', async () => {
  const { correlation_id: _hidden, ...rest } = row(ONE, 'key');
  await expect(answering([rest]).ofGate('key', [ONE])).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
});

it('finds a change, or none', async () => {
  await expect(answering([row(ONE, 'key')]).find({ number: 'CHG1' })).resolves.toEqual(CHANGE);
  await expect(answering([]).find({ number: 'CHG1' })).resolves.toBeNull();
});

it('tells which fields a change does not hold', async () => {
  const there = row(ONE, 'key', { risk: { value: '3' }, impact: { value: '2' } });
  expect(await answering(there).missing(CHANGE, { risk: '3', impact: '1', urgency: '1' })).toEqual({
    change: CHANGE,
    missing: { impact: '1', urgency: '1' },
  });
});

it('tells what became of the fields that were written', async () => {
  const there = answering(row(ONE, 'key', { risk: { value: '3' } }));
  const written = { change: CHANGE, differences: ['risk came back as "3" (sent "4")'] };
  expect(await there.create({ risk: '4' })).toEqual(written);
  expect(await there.update(CHANGE, { risk: '4' })).toEqual(written);
});

it('names both numbers and sys_ids where the answer is about another change', async () => {
  await expect(answering(row(TWO, 'key')).read(CHANGE)).rejects.toThrow(
    `asked for change_request CHG1 with sys_id ${ONE} and answered with CHG2 with sys_id ${TWO},`,
  );
  const unnumbered = { ...CHANGE, number: '' };
  await expect(answering(row(TWO, 'key')).read(unnumbered)).rejects.toThrow(
    `asked for change_request ${ONE} and`,
  );
});
