import { describe, expect, it } from 'vitest';
import { ID, KEY, record } from '../../test/scripted-run.ts';
import type { BuildContext } from '../adapter.ts';
import { GateError } from '../errors.ts';
import { parseInputs } from '../inputs/parse.ts';
import type { RequestOptions, ServiceNowClient } from '../servicenow/client.ts';
import { createContext } from './context.ts';
import { register } from './register.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const REGISTERED = { sys_id: 'r1', key: KEY, status: 'waiting', decision: 'pending', reason: '' };

/** Registers the callback of a change in Assess, and tells what was asked of the instance. */
async function registering(
  raw: Record<string, string>,
  { build = {} as Partial<BuildContext>, answer = REGISTERED as object | GateError } = {},
) {
  const row = record({ state: '-4', approval: 'requested' });
  const requests: string[] = [];
  const bodies: Record<string, unknown>[] = [];
  const log: string[] = [];
  const displayName = (name: string) => name;
  const request = async (method: string, path: string, { body }: RequestOptions = {}) => {
    requests.push(`${method} ${path}`);
    if (body !== undefined) bodies.push(body as Record<string, unknown>);
    if (path.includes('change_request')) return method === 'GET' ? [row] : row;
    if (answer instanceof GateError) throw answer;
    return answer;
  };
  const context = createContext({
    gateName: 'change',
    build: {
      ci: 'testci',
      title: 'Build 1',
      build: { id: '1', url: 'https://ci.example/1' },
      buildKey: 'build-1',
      server: 'https://ci.example/api',
      target: (gate) => ({ gate }),
      callback: true,
      ...build,
    },
    client: { request, instanceUrl: 'https://acme.service-now.com' } as unknown as ServiceNowClient,
    log: { info: (line) => log.push(line), warning: (line) => log.push(`WARNING ${line}`) },
    clock: { now: () => NOW, sleep: async () => {} },
    displayName,
    redact: (text) => text,
  });
  const values = { operation: 'open', 'instance-url': 'https://acme.service-now.com', ...raw };
  const { inputs } = await parseInputs('open', { values, displayName }, {});
  const outcome = await register(inputs, context).catch((error) => error);
  return { outcome, requests, bodies, log };
}

describe('registering the callback of a change', () => {
  it.each([{}, { 'change-number': 'CHG0030001' }])(
    'that this build opened, or that is named: %j',
    async (named) => {
      const raw = { 'callback-token': 't', 'deadline-minutes': '90', ...named };
      const { outcome, requests, bodies, log } = await registering(raw);
      expect(outcome).toMatchObject({ change: { sysId: ID, state: '-4' }, verdict: { decision: 'pending' } });
      expect(requests).toEqual([
        'GET /api/now/table/change_request',
        'POST /api/x_change_gate/v1/registrations',
      ]);
      expect(bodies).toMatchObject([
        {
          change: { number: 'CHG0030001', sys_id: ID },
          credential: { token: 't' },
          policy: { deadline: '2026-03-01 13:30:00' },
          target: { gate: 'change' },
          key: KEY,
        },
      ]);
      expect(log).toEqual([expect.stringContaining('when CHG0030001 is decided')]);
    },
  );

  it.each([false, true])(
    'leaves it with a note where that fails (another run is a new build: %j)',
    async (is) => {
      const answer = new GateError('REGISTRATION_REFUSED', 'No.');
      const { outcome, bodies } = await registering(
        { 'callback-token': 't' },
        { build: { againIsNewBuild: is }, answer },
      );
      expect(outcome).toMatchObject({
        code: 'REGISTRATION_REFUSED',
        message: expect.stringMatching(/^No\. CHG0030001 stays in Assess, and no build waits for it\./),
      });
      expect(bodies[1]).toEqual({
        work_notes: expect.stringContaining('Build 1 could not open this change'),
      });
    },
  );

  it('asks nothing without a credential', async () => {
    const { outcome, requests } = await registering({});
    expect(outcome).toMatchObject({ code: 'INVALID_INPUT' });
    expect(requests).toEqual([]);
  });
});
