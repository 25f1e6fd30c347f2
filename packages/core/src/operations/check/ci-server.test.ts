import { expect, it } from 'vitest';
import type { CheckAnswer, Finding } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import { lookAt } from './check.ts';
import { ciServer } from './ci-server.ts';
import type { CheckContext } from './section.ts';

const finding = (id: string, outcome: Finding['outcome']): Finding => ({
  id: `ci-server.${id}`,
  title: id,
  outcome,
  detail: 'As it is.',
  ...(outcome === 'does-not-hold' && { remedy: 'Change it.', who: 'CI admin' }),
});

const look = (
  gate: readonly Finding[],
  build: object = { callback: true },
  before: readonly CheckLine[] = [],
) => {
  const context = { build, app: async () => ({ gate }) as CheckAnswer } as unknown as CheckContext;
  return lookAt(ciServer, context, before);
};

it('what does not hold breaks, and nothing else', async () => {
  const lines = await look([
    finding('listed', 'holds'),
    finding('reached', 'does-not-hold'),
    finding('token', 'could-not-be-seen'),
    finding('sees-gate', 'could-not-be-seen'),
    finding('may-answer', 'could-not-be-seen'),
  ]);
  expect(lines.map(({ breaks }) => breaks)).toEqual([false, true, false, false, false]);
  expect(lines[1]).toMatchObject({ remedy: 'Change it.', who: 'CI admin' });
});

it('a gate that ServiceNow does not call back has no lines', async () => {
  const gate = [finding('listed', 'does-not-hold')];
  expect(await look(gate, { callback: false })).toEqual([]);
  expect(await look(gate, { callback: true, register: async () => '' })).toEqual([]);
});

it('what the app leaves unsaid is not taken for good', async () => {
  const unsaid = async (...gate: Finding[]) =>
    (await look(gate)).filter(({ outcome }) => outcome !== 'holds');
  expect(await unsaid()).toMatchObject([{ id: 'ci-server', outcome: 'could-not-be-seen' }]);
  expect(await unsaid(finding('listed', 'holds'), finding('reached', 'holds'))).toMatchObject([
    {
      id: 'ci-server',
      outcome: 'could-not-be-seen',
      detail: expect.stringMatching(
        /nothing of ci-server.token, ci-server.sees-gate, ci-server.may-answer\.$/,
      ),
    },
  ]);
});

it('a gate that stops nothing has one line that does not hold', async () => {
  const stops: CheckLine = { ...finding('', 'does-not-hold'), id: 'gate.stops', breaks: true };
  const held = ['listed', 'reached', 'sees-gate'].map((id) => finding(id, 'holds'));
  const gate = [...held, finding('token', 'does-not-hold'), finding('may-answer', 'does-not-hold')];
  const lines = (await look(gate, { callback: true }, [stops])).slice(held.length);
  expect(lines).toMatchObject([
    { outcome: 'does-not-hold', breaks: true },
    { outcome: 'could-not-be-seen', breaks: false },
  ]);
  expect(lines[1]).not.toHaveProperty('remedy');
});
