import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { type Change, Instance, MARK, STATE } from './instance.ts';
import { Settings } from './settings.ts';

let server: Server | undefined;
afterEach(() => server?.close());

type Answer = (method: string, path: string, body: string) => unknown;

/** An instance whose Table API gives these results, with success. */
async function instanceThat(answer: Answer): Promise<Instance> {
  const listening = createServer(async (request, response) => {
    const result = answer(request.method ?? '', decodeURIComponent(request.url ?? ''), await text(request));
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ result }));
  }).listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const names = ['USERNAME', 'PASSWORD', 'APPROVER_USERNAME', 'APPROVER_PASSWORD', 'ADMIN_USERNAME'];
  const values = new Map(names.map((name) => [name, name === 'ADMIN_USERNAME' ? '' : 'x']));
  return new Instance(new Settings(values.set('INSTANCE_URL', url), []), 'approved', () => {});
}

const CHANGE = {
  sys_id: 'c',
  number: 'CHG0030001',
  short_description: `${MARK} r: approved`,
} as Partial<Change> as Change;

it.each([
  [{ state: STATE.implement }, { state: STATE.scheduled }, 'state "-1" of CHG0030001 from the approver'],
  [{ on_hold: 'true' }, { on_hold: 'false' }, 'on_hold "true" of CHG0030001 from the approver'],
])('says that a write of %o was taken and not done', async (fields, left, words) => {
  const instance = await instanceThat(() => ({ sys_id: 'c', ...left }));
  await expect(instance.update(CHANGE, fields)).rejects.toThrow(words);
});

it('takes a write for done that is shown, and one that its user is not shown', async () => {
  const shown = await instanceThat((_method, path, body) => {
    expect(path).toContain('sysparm_fields=sys_id,state,close_notes');
    return { ...JSON.parse(body), close_notes: 'as a rule has it' };
  });
  await shown.update(CHANGE, { state: STATE.closed, close_notes: 'of the suite' });
  const hidden = await instanceThat(() => ({ sys_id: 'c' }));
  await hidden.update(CHANGE, { state: STATE.closed });
});

it('answers one request for approval, as others may end with it', async () => {
  const open = ['a', 'b'];
  const written: string[] = [];
  const instance = await instanceThat((method, path) => {
    if (method === 'PATCH') {
      written.push(/approver\/(\w)/.exec(path)?.[1] ?? '');
      // Any one of the group may approve.
      open.length = 0;
    }
    return open
      .map((sys_id) => ({ sys_id, sysapproval: 'c' }))
      .slice(0, path.includes('sysparm_limit=1') ? 1 : undefined);
  });
  expect(await instance.answer(CHANGE, 'approved', MARK)).toBe(1);
  expect(written).toEqual(['a']);
  expect(await instance.answer(CHANGE, 'approved', MARK)).toBe(0);
});

it('says that an answer was taken and not kept', async () => {
  const instance = await instanceThat(() => [{ sys_id: 'a', sysapproval: 'c' }]);
  await expect(instance.answer(CHANGE, 'rejected', MARK)).rejects.toThrow('the request stands open still');
});

it('takes neither changes nor approvals of others for its own, whatever the instance shows', async () => {
  const theirs = { sys_id: 'o', sysapproval: 'p', short_description: `${MARK} q: approved` };
  const written: string[] = [];
  const instance = await instanceThat((method) => {
    if (method === 'PATCH') written.push(method);
    return [theirs, CHANGE];
  });
  expect(await instance.changes(CHANGE.short_description)).toEqual([CHANGE]);
  expect(await instance.answer(CHANGE, 'approved', MARK)).toBe(0);
  expect(written).toEqual([]);
});

it('touches no change of others', async () => {
  const instance = await instanceThat(() => ({}));
  const other = { ...CHANGE, short_description: 'Somebody else deploys' };
  await expect(instance.update(other, { state: STATE.canceled })).rejects.toThrow("none of the suite's");
});
