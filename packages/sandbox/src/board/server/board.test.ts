import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { ServiceNowInstance } from '../../servicenow/index.ts';
import type { ActionAnswer, ChangeDetail, Snapshot, Update } from '../protocol.ts';
import { type Board, startBoard } from './board.ts';
import { AcmePanel } from './fixtures/acme-panel.ts';
import { EventStream } from './fixtures/event-stream.ts';

let clock: SandboxClock;
let serviceNow: ServiceNowInstance;
let panel: AcmePanel;
let board: Board;
const started: string[] = [];

beforeEach(async () => {
  clock = SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z'));
  serviceNow = await ServiceNowInstance.start({ clock });
  panel = new AcmePanel();
  const pipeline = {
    id: 'deploy',
    ci: 'acme',
    label: 'deploy',
    start() {
      started.push('deploy');
      return '7';
    },
  };
  board = await startBoard({ serviceNow, ciPanels: [panel], clock }, { startablePipelines: [pipeline] });
});

afterEach(async () => {
  started.length = 0;
  await board.close();
  clock.close();
  await serviceNow.close();
});

function open(values: Record<string, string> = {}): string {
  const group = serviceNow.database.find('sys_user_group', 'name', 'DevOps')?.sys_id ?? '';
  const change = { short_description: 'Globex', state: '-4', assignment_group: group, ...values };
  return serviceNow.database.insert('change_request', change, 'pipeline.integration').number ?? '';
}

async function act(what: unknown): Promise<{ status: number; answer: ActionAnswer }> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${board.url}/api/actions`, {
    method: 'POST',
    headers,
    body: JSON.stringify(what),
  });
  return { status: response.status, answer: (await response.json()) as ActionAnswer };
}

async function detail(number: string): Promise<ChangeDetail> {
  return (await fetch(`${board.url}/api/changes/${number}`)).json() as Promise<ChangeDetail>;
}

describe('the stream', () => {
  it('begins with everything, and goes on with what is different', async () => {
    const number = open();
    panel.move('1', { status: 'paused' });
    const events = await EventStream.open(`${board.url}/api/events`);
    const { event, data } = await events.next();
    expect(event).toBe('snapshot');
    const snapshot = data as Snapshot;
    expect(snapshot.changes).toMatchObject([{ number, stateLabel: 'Assess', approval: 'requested' }]);
    expect(snapshot.pipelines).toMatchObject([{ ci: 'acme', id: '1', status: 'paused', change: null }]);
    expect(snapshot.cis).toMatchObject([
      { name: 'Acme CI', fault: null, startablePipelines: [{ id: 'deploy' }] },
    ]);

    panel.move('2', {});
    serviceNow.approve(number);
    const update = (await events.next()).data as Update;
    expect(update.changes).toMatchObject([{ number, stateLabel: 'Authorize', approval: 'requested' }]);
    expect(update.pipelines.map(({ id }) => id)).toEqual(['2']);
    expect(update.touched).toEqual([number]);
    expect(update.activities.map(({ text }) => text)).toEqual([
      'acme/deploy runs',
      `Tina Team-Member has approved ${number}`,
      `${number} is in Authorize`,
      `${number} asks Chris Change-Manager for approval`,
    ]);
    events.close();
  });

  it('makes one message of a thousand changes that follow each other', async () => {
    const events = await EventStream.open(`${board.url}/api/events`);
    await events.next();
    for (let count = 0; count < 1000; count += 1) panel.move('1', { heldRunnerMs: count });
    const update = (await events.next()).data as Update;
    expect(update.pipelines).toMatchObject([{ id: '1', heldRunnerMs: 999 }]);
    events.close();
  });

  it('says which changes are gone', async () => {
    const number = open();
    const events = await EventStream.open(`${board.url}/api/events`);
    await events.next();
    serviceNow.userActions.delete(number);
    expect((await events.next()).data).toMatchObject({ changes: [], deleted: [number] });
    events.close();
  });
});

describe('a person', () => {
  it('approves for whoever is asked, one step after the other', async () => {
    const number = open();
    const approve = () => act({ action: 'approve', number });
    expect(await approve()).toEqual({
      status: 200,
      answer: { message: `Tina Team-Member has approved ${number}` },
    });
    expect(await detail(number)).toMatchObject({
      stateLabel: 'Authorize',
      approval: 'requested',
      approvals: [
        { approver: 'Tina Team-Member', state: 'approved' },
        { approver: 'Chris Change-Manager', state: 'requested' },
      ],
    });
    const reachable = (await detail(number)).model.filter((step) => step.reachable);
    expect(reachable.map(({ label }) => label)).toEqual(['New', 'Canceled']);
    expect((await approve()).answer.message).toBe(`Chris Change-Manager has approved ${number}`);
    expect(await detail(number)).toMatchObject({ stateLabel: 'Scheduled', approval: 'approved' });
    expect(await approve()).toMatchObject({ status: 409 });
  });

  it('rejects with a reason, which the change then shows', async () => {
    const number = open();
    await act({ action: 'reject', number, comment: 'Not on a Friday' });
    const shown = await detail(number);
    expect(shown).toMatchObject({ stateLabel: 'New', approval: 'rejected' });
    expect(shown.notes).toMatchObject([{ by: 'Tina Team-Member', text: 'Not on a Friday' }]);
  });

  it('asks for more: the change goes back to New, and is not rejected', async () => {
    const number = open();
    await act({ action: 'ask', number, comment: 'What about the backout?' });
    const shown = await detail(number);
    expect(shown).toMatchObject({ stateLabel: 'New', approval: 'not requested' });
    expect(shown.notes).toMatchObject([{ text: 'What about the backout?' }]);
  });

  it('puts on hold and takes it off again', async () => {
    const number = open();
    await act({ action: 'hold', number, comment: 'Freeze' });
    expect(await detail(number)).toMatchObject({ onHold: true, onHoldReason: 'Freeze' });
    await act({ action: 'unhold', number });
    expect(await detail(number)).toMatchObject({ onHold: false });
  });

  it('shows the planned window, and what stands in its way', async () => {
    const [start, end] = ['2026-01-02 20:00:00', '2026-01-02 22:00:00'];
    const { sys_id: item = '' } = serviceNow.database.find('cmdb_ci', 'name', 'globex-web') ?? {};
    const planned = { cmdb_ci: item, start_date: start, end_date: end };
    serviceNow.addBlackout({ name: 'Code freeze', windows: [{ start, end }], cis: ['globex-web'] });
    const [other, number] = [open(planned), open(planned)];
    expect(await detail(number)).toMatchObject({
      plannedStart: start,
      plannedEnd: end,
      conflictStatus: 'Conflict',
      conflicts: [`CI Already Scheduled: ${other}`, 'Blackout: Code freeze'],
    });
    const free = open({ ...planned, start_date: '2026-01-03 20:00:00', end_date: '2026-01-03 22:00:00' });
    expect(await detail(free)).toMatchObject({ conflictStatus: 'No Conflict', conflicts: [] });
  });

  it('moves a change along its model, and sees where it may go next', async () => {
    const group = serviceNow.database.find('sys_user_group', 'name', 'DevOps')?.sys_id ?? '';
    const number = open({ type: 'standard', state: '-5', assignment_group: group });
    await act({ action: 'move', number, state: '-2' });
    const { model } = await detail(number);
    expect(model.map(({ label }) => label)).toEqual([
      'New',
      'Scheduled',
      'Implement',
      'Review',
      'Closed',
      'Canceled',
    ]);
    expect(model.filter(({ reachable }) => reachable).map(({ label }) => label)).toEqual([
      'Implement',
      'Canceled',
    ]);
  });

  it('is told why something was not done', async () => {
    const number = open({ type: 'standard', state: '-5' });
    const { status, answer } = await act({ action: 'move', number, state: '-1' });
    expect(status).toBe(409);
    expect(answer.message).toMatch("aborted by Business Rule 'Change Model: Check State Transition");
    expect((await act({ action: 'expire', number })).answer.message).toBe(
      `Nothing waits for the decision of ${number}`,
    );
    expect((await act({ action: 'dance' })).status).toBe(400);
  });

  it('moves time forward', async () => {
    await act({ action: 'advance', seconds: 3600 });
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse('2026-01-01T11:00:00Z'));
  });

  it('breaks a CI, and mends it', async () => {
    const events = await EventStream.open(`${board.url}/api/events`);
    await events.next();
    await act({ action: 'break', ci: 'acme', fault: 'down' });
    expect((await events.next()).data).toMatchObject({ cis: [{ fault: 'down' }] });
    await act({ action: 'break', ci: 'acme', fault: null });
    expect((await events.next()).data).toMatchObject({ cis: [{ fault: null }] });
    events.close();
  });

  it('starts a pipeline that whoever opened the board has brought', async () => {
    expect(await act({ action: 'start', pipeline: 'deploy' })).toMatchObject({
      status: 200,
      answer: { started: { ci: 'acme', id: '7' } },
    });
    expect(started).toEqual(['deploy']);
  });
});

describe('the page', () => {
  it('is served with a policy under which it can load nothing from elsewhere', async () => {
    const response = await fetch(board.url);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
    const assets = [...(await response.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);
    expect(assets.filter((url) => !/^\/assets\/|^data:,$/.test(url ?? ''))).toEqual([]);
  });

  it.each([
    ['another host name', { Host: 'evil.example' }, 403],
    ['another origin', { Origin: 'http://evil.example', 'Content-Type': 'application/json' }, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['no media type', {}, 415],
  ])('takes no act from %s', async (_what, headers, status) => {
    const number = open();
    expect(
      await post(`${board.url}/api/actions`, headers, JSON.stringify({ action: 'approve', number })),
    ).toBe(status);
    expect(serviceNow.userActions.change(number).approval).toBe('requested');
  });
});

/** `fetch` lets nobody choose the Host. */
function post(url: string, headers: Record<string, string>, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
