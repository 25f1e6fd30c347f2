import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../clock.ts';
import { clientOf } from './fixtures/rest-client.ts';
import { ServiceNowInstance } from './instance.ts';

const PAGE = readFileSync(new URL('../../../../docs/sandbox-behaviours.md', import.meta.url), 'utf8');

/** What the page shows an admin to write. */
function setup(): string[] {
  return [...PAGE.matchAll(/```ts\n(instance\.[\s\S]*?)```/g)].map(([, code = '']) => code);
}

/** The endpoints in the tables below one heading of `docs/sandbox-behaviours.md`. */
function endpoints(heading: string): [method: string, path: string][] {
  const section = PAGE.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([A-Z]+) (\/[^`]+)`/gm)].map(([, method = '', path = '']) => [
    method,
    path,
  ]);
}

let instance: ServiceNowInstance;

beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  for (const code of setup()) new Function('instance', code)(instance);
});
afterAll(() => instance.close());

async function ask(method: string, path: string): Promise<{ status: number; message: string }> {
  const { database } = instance;
  const change = database.insert('change_request', {}, 'admin').sys_id ?? '';
  const template = database.find('std_change_record_producer', 'active', 'true')?.sys_id ?? '';
  const ci = database.find('cmdb_ci', 'name', 'globex-web')?.sys_id ?? '';
  const ids: Readonly<Record<string, string>> = { change, template, ci };
  const actual = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
  const body = method === 'GET' || method === 'DELETE' ? undefined : {};
  const { status, json } = await clientOf(instance.url, 'admin')(method, actual, body);
  return { status, message: json?.error?.message ?? '' };
}

describe('docs/sandbox-behaviours.md', () => {
  it('shows a blackout that works', () => {
    const { database } = instance;
    expect(database.query('cmn_schedule_blackout')).toMatchObject([{ name: 'Code freeze' }]);
  });

  it('names endpoints of both kinds', () => {
    expect(endpoints('Endpoints').length).toBeGreaterThan(15);
    expect(endpoints('What it does not do').length).toBeGreaterThan(8);
  });

  // Some want more than this asks with: what counts is that the endpoint itself is there.
  it.each(endpoints('Endpoints'))('has %s %s', async (method, path) => {
    const { status, message } = await ask(method, path);
    expect([404, 405, 500, 501]).not.toContain(status);
    expect(message).not.toContain('does not represent any resource');
  });

  it.each(endpoints('What it does not do'))('answers 501 to %s %s', async (method, path) => {
    const { status, message } = await ask(method, path);
    expect(status).toBe(501);
    expect(message).toContain('The sandbox does not');
  });
});
