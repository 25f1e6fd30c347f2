import { expect, it } from 'vitest';
import type { BuildContext } from '../adapter.ts';
import { GateError, type GateErrorCode } from '../errors.ts';
import { parseInputs } from '../inputs/parse.ts';
import type { ServiceNowClient } from '../servicenow/client.ts';
import { createContext } from './context.ts';
import { wait } from './wait.ts';

const BUILD: BuildContext = {
  ci: 'testci',
  title: 'Test build 1',
  build: { id: '1', url: 'https://ci.example/builds/1' },
  buildKey: '1',
  server: 'https://ci.example/api',
  target: () => ({}),
  callback: false,
};

const NOON = Date.UTC(2026, 2, 1, 12);

/**
 * Waits from noon for a change that stays in Assess; only sleeping lets time pass.
 * @param failureOf a poll, by its number from 1
 */
async function waitFor(
  raw: Record<string, string>,
  columns: Record<string, string> = {},
  failureOf = (_poll: number): GateErrorCode | undefined => undefined,
) {
  const displayName = (name: string) => name;
  const values = { operation: 'wait', 'instance-url': 'https://acme.service-now.com', ...raw };
  const { inputs } = await parseInputs('wait', { values, displayName }, {});
  let now = NOON;
  let polls = 0;
  const clock = {
    now: () => new Date(now),
    sleep: async (milliseconds: number) => {
      now += milliseconds;
      if (now - NOON > 3_600_000) throw new Error('It waits for ever.');
    },
  };
  const fields = {
    sys_id: 'id1',
    number: 'CHG0030001',
    state: '-4',
    active: 'true',
    approval: 'requested',
    on_hold: 'false',
    correlation_id: 'testci:1:change',
    correlation_display: '',
    ...columns,
  };
  const row = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));
  const client: ServiceNowClient = {
    instanceUrl: 'https://acme.service-now.com',
    async request(_method, path) {
      if (path.endsWith('/checks')) throw new GateError('APP_NOT_INSTALLED', 'No such API.');
      if (!path.endsWith('/id1')) return [row];
      polls += 1;
      const code = failureOf(polls);
      if (code !== undefined) throw new GateError(code, `No answer (${polls}).`);
      return row;
    },
  };
  const lines: string[] = [];
  const log = { info: (line: string) => lines.push(line), warning: (line: string) => lines.push(line) };
  const context = createContext({
    build: BUILD,
    gateName: 'change',
    client,
    log,
    clock,
    displayName,
    redact: (text) => text,
  });
  return { ...(await wait(inputs, context)), waited: now - NOON, lines, polls };
}

it.each([
  ['deny', 'denied'],
  ['leave', 'pending'],
])(
  'decides by the time of each poll, so that a deadline that passes meanwhile counts (%s)',
  async (outcome, decision) => {
    const { verdict, waited } = await waitFor({ 'deadline-minutes': '5', 'deadline-outcome': outcome });
    expect(verdict.decision).toBe(decision);
    expect(waited).toBeGreaterThan(5 * 60_000);
    // The longest pause is two minutes.
    expect(waited).toBeLessThan(7 * 60_000 + 1_000);
  },
);

it('does not wait for a column to be shown', async () => {
  await expect(waitFor({ 'deadline-minutes': '5' }, { on_hold: 'perhaps' })).rejects.toMatchObject({
    code: 'COLUMN_UNREADABLE',
    message: expect.stringMatching(
      /^CHG0030001 cannot be decided, as change_request\.on_hold could not be read/,
    ),
  });
});

const FOR_AN_HOUR = { 'deadline-minutes': '50' };

it.each(['UNAVAILABLE', 'RATE_LIMITED', 'PROXY_PAGE', 'NOT_JSON'] as const)(
  'goes on waiting where a poll ends with %s, and says so',
  async (code) => {
    const { verdict, lines } = await waitFor(FOR_AN_HOUR, {}, (poll) => (poll === 2 ? code : undefined));
    expect(verdict.decision).toBe('denied');
    expect(lines).toContain('No answer (2). Still waiting.');
  },
);

it.each(['FORBIDDEN', 'UNAUTHENTICATED', 'RECORD_NOT_FOUND', 'UNEXPECTED_ANSWER'] as const)(
  'does not wait for what no waiting mends (%s)',
  async (code) => {
    const waiting = waitFor(FOR_AN_HOUR, {}, () => code);
    await expect(waiting).rejects.toMatchObject({ code, message: 'No answer (1).' });
  },
);

it('ends after fifteen polls in a row without an answer, and counts anew after each answer', async () => {
  await expect(waitFor(FOR_AN_HOUR, {}, () => 'UNAVAILABLE')).rejects.toMatchObject({
    message: 'No answer (15).',
  });
  const { polls } = await waitFor(FOR_AN_HOUR, {}, (poll) => (poll % 15 === 0 ? undefined : 'UNAVAILABLE'));
  expect(polls).toBeGreaterThan(15);
});

it('lets no build go on by what an instance said before it stopped answering, whose window has opened since', async () => {
  const approved = { state: '-1', approval: 'approved' };
  const window = { start_date: '2026-03-01 12:01:00', end_date: '2026-03-01 13:00:00' };
  const inputs = { 'window-policy': 'enforce', 'deadline-minutes': '5' };
  const columns = { ...approved, ...window };
  const { verdict, lines } = await waitFor(inputs, columns, () => 'UNAVAILABLE');
  expect(verdict.decision).toBe('pending');
  expect(lines.at(-1)).toBe(
    'CHG0030001 was approved when the instance last answered, and whether it still is cannot be read.',
  );
  const again = await waitFor({ ...inputs, ...FOR_AN_HOUR }, columns, (poll) =>
    poll < 10 ? 'UNAVAILABLE' : undefined,
  );
  expect(again).toMatchObject({ verdict: { decision: 'approved' }, polls: 10 });
});

it('says once what it waits for, and how it ended', async () => {
  const { lines } = await waitFor({ 'deadline-minutes': '5' });
  expect(lines).toEqual([
    expect.stringContaining('not approved yet. Waiting; this runner is held until the change is decided.'),
    expect.stringMatching(/^CHG0030001 .*the deadline .* has passed\.$/),
  ]);
});

it('gives the change with its decision', async () => {
  const { change, verdict, waited } = await waitFor({}, { state: '-1', approval: 'approved' });
  expect({ change, verdict, waited }).toMatchObject({
    change: { number: 'CHG0030001', state: '-1' },
    verdict: { decision: 'approved' },
    waited: 0,
  });
});
