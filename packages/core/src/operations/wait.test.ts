import { expect, it } from 'vitest';
import type { BuildContext } from '../adapter.ts';
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

/** Waits from noon for a change that stays in Assess; only sleeping lets time pass. */
async function waitFor(raw: Record<string, string>, columns: Record<string, string> = {}) {
  const displayName = (name: string) => name;
  const values = { operation: 'wait', 'instance-url': 'https://acme.service-now.com', ...raw };
  const { inputs } = await parseInputs('wait', { values, displayName }, {});
  let now = NOON;
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
    request: async (_method, path) => (path.endsWith('/id1') ? row : [row]),
  };
  const log = { info() {}, warning() {} };
  const context = createContext({ build: BUILD, gateName: 'change', client, log, clock, displayName });
  return { ...(await wait(inputs, context)), waited: now - NOON };
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
