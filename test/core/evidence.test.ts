/** The evidence of a change: one record a gate, what becomes of older builds, and what is left where the app keeps none. */
import type { Row } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start();
});
afterAll(() => instance.close());

const ARTIFACT = `shop@sha256:${'a'.repeat(64)}`;

async function open(pipeline: string, inputs: Inputs, build = instance.newBuildOfPipeline(pipeline)) {
  const ran = await instance.run('open', inputs, build);
  const [change] = instance.changesOf(build);
  return { ...ran, build, change, number: change?.number ?? '' };
}

function notesOf(change: Row | undefined): string[] {
  const rows = instance.serviceNow.database.query('sys_journal_field', `element_id=${change?.sys_id}`);
  return rows.filter(({ element }) => element === 'work_notes').map(({ value = '' }) => value);
}

const rowsOf = (number: string) =>
  instance.serviceNow.database.query('x_change_gate_evidence', `change_number=${number}`);

describe('one record', () => {
  it('is left, and noted, however often open runs', async () => {
    const first = await open('one', { artifacts: ARTIFACT });
    expect(first.outputs?.evidence).toMatch(/^no test reports given; /);
    const notes = () => notesOf(first.change).length;
    const before = notes();
    const again = await open('one', { artifacts: ARTIFACT }, first.build);
    expect(again).toMatchObject({ exitCode: 0, number: first.number });
    expect(rowsOf(first.number)).toHaveLength(1);
    expect(notes()).toBe(before);
  });

  it('is what the next build of its stream is compared with, once it is deployed', async () => {
    const first = await open('two', { artifacts: ARTIFACT });
    instance.serviceNow.approveAll(first.number);
    await instance.run('verify', { implement: 'true' }, first.build);
    expect(await instance.run('close', {}, first.build)).toMatchObject({ exitCode: 0 });
    const next = await open('two', {});
    expect(next.outputs?.['rollback-to']).toContain(first.number);
  });
});

describe('an older build that waits', () => {
  it.each([
    ['keep', '-4', []],
    ['note', '-4', [/of a newer build .* is open: http/]],
    ['cancel', '4', [/^Canceled, as CHG\d+ of a newer build .* is open: http/]],
  ])('is settled by on-newer: %s', async (rule, state, notes) => {
    const older = await open(`settled by ${rule}`, {});
    const other = await open(`beside ${rule}`, {});
    const newer = await open(`settled by ${rule}`, { 'on-newer': rule });
    expect(newer).toMatchObject({ exitCode: 0, change: { state: '-4' } });
    const [after] = instance.changesOf(older.build);
    expect(after?.state).toBe(state);
    const said = notesOf(older.change);
    for (const note of notes) expect(said).toContainEqual(expect.stringMatching(note));
    expect(instance.changesOf(other.build)).toMatchObject([{ state: '-4' }]);
  });

  it('is left alone once people have approved it', async () => {
    const older = await open('approved', {});
    instance.serviceNow.approveAll(older.number);
    await open('approved', { 'on-newer': 'cancel' });
    expect(instance.changesOf(older.build)).toMatchObject([{ approval: 'approved' }]);
  });
});

describe('where the app keeps no evidence', () => {
  it('it is left as text, once, in the plans that are empty', async () => {
    // As without the app: nothing is there under this scope.
    const without = { artifacts: ARTIFACT, 'app-scope': 'x_acme_gate' };
    const build = { ...instance.newBuildOfPipeline('text'), callback: false };
    const data = '{"short_description": "Shop", "test_plan": "By hand."}';
    const ran = await open('text', { ...without, data }, build);
    expect(ran).toMatchObject({ exitCode: 0, change: { state: '-4', test_plan: 'By hand.' } });
    expect(ran.change?.implementation_plan).toContain(ARTIFACT);
    const notes = () => notesOf(ran.change).filter((note) => note.includes(ARTIFACT));
    expect(notes()).toHaveLength(1);
    await open('text', { ...without, data }, build);
    expect(notes()).toHaveLength(1);
  });
});

it('nobody is asked where what is required is not complete', async () => {
  for (const [kind, message] of [
    ['tests', /test-reports names none/],
    ['changes', /what changed is not known/],
  ] as const) {
    const { exitCode, log, change } = await open('required', { 'require-evidence': kind });
    expect(exitCode).toBe(1);
    expect(log).toMatch(message);
    expect(log).toContain('[EVIDENCE_INCOMPLETE]');
    expect(change?.state ?? '-5').toBe('-5');
  }
});
