/** What `open` makes of a change, and what it says when ServiceNow makes something else of it. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start({ start: new Date('2026-03-01T12:00:00Z') });
});
afterAll(() => instance.close());

async function open(inputs: Inputs, build = instance.newBuild()) {
  const ran = await instance.run('open', inputs, build);
  return { ...ran, build, changes: instance.changesOf(build) };
}

function groupId(name: string): string | undefined {
  return instance.serviceNow.database.find('sys_user_group', 'name', name)?.sys_id;
}

function someGroup(): Row {
  return instance.serviceNow.database.query('sys_user_group', '')[0] as Row;
}

describe('the Change Management API creates', () => {
  it.each([
    ['normal', '-4'],
    ['emergency', '-3'],
  ])('a %s change, whose approval is requested', async (type, state) => {
    const ran = await open({ 'change-type': type });
    expect(ran.log).not.toContain('WARNING');
    expect(ran).toMatchObject({ exitCode: 0, changes: [{ type, state, approval: 'requested' }] });
    expect(ran.requests).toHaveLength(3);
  });

  it('a standard change by the name of its template, which goes on to Implement by itself', async () => {
    const ran = await open({ 'standard-template': 'Deploy a release' });
    expect(ran).toMatchObject({
      exitCode: 0,
      changes: [
        { type: 'standard', state: '-1', approval: 'approved', short_description: 'Globex deployment' },
      ],
      outputs: { decision: 'approved' },
    });
    expect(ran.changes[0]?.work_start).toMatch(/^2026-03-01 12:/);
  });

  it('a standard change that waits in Scheduled where verify begins the implementation', async () => {
    const ran = await open({ 'standard-template': 'Deploy a release', implement: 'true' });
    expect(ran).toMatchObject({ changes: [{ state: '-2' }], outputs: { decision: 'approved' } });
  });

  it('a standard change that stays in Scheduled until its window opens', async () => {
    const inputs = { 'standard-template': 'Deploy a release', 'window-policy': 'enforce' };
    const ran = await open({ ...inputs, 'planned-start': '+1h', 'planned-end': '+2h' });
    expect(ran).toMatchObject({ changes: [{ state: '-2' }], outputs: { decision: 'pending' } });
    expect(ran.log).toMatch(
      /WARNING CHG\d+ stays in Scheduled until its window opens, at 2026-03-01 13:\d\d:\d\d UTC\. Move it to Implement then, or set implement/,
    );
    const now = await open({ ...inputs, 'planned-start': 'now', 'planned-end': '+2h' });
    expect(now).toMatchObject({ changes: [{ state: '-1' }], outputs: { decision: 'approved' } });
  });

  it('a change of a model that begins elsewhere and ends elsewhere: asked for, and over in its own final state', async () => {
    instance.serviceNow.defineChangeModel({
      name: 'Pipeline',
      states: [
        { value: '100', label: 'Draft' },
        { value: '101', label: 'Sign-off' },
        { value: '102', label: 'Rolling out', implementation: true },
        { value: '103', label: 'Done' },
      ],
      transitions: [
        { from: '100', to: '101' },
        { from: '101', to: '102' },
        { from: '102', to: '103' },
      ],
    });
    const policy = { 'proceed-states': 'model, 103', 'approval-policy': 'state' };
    const ran = await open({ 'change-model': 'Pipeline', ...policy });
    expect(ran).toMatchObject({ exitCode: 0, changes: [{ state: '101' }], outputs: { decision: 'pending' } });
    // Found again, it is not moved on: where it is now, people decide.
    expect(await open({ 'change-model': 'Pipeline', ...policy }, ran.build)).toMatchObject({
      changes: [{ state: '101' }],
    });

    const number = ran.changes[0]?.number ?? '';
    instance.serviceNow.move(number, 'Rolling out');
    expect(await instance.run('verify', policy, ran.build)).toMatchObject({ exitCode: 0 });
    instance.serviceNow.move(number, 'Done');
    const over = await instance.run('verify', policy, ran.build);
    expect(over).toMatchObject({ exitCode: 1, outputs: { decision: 'denied' } });
    expect(over.log).toContain(`${number} is over (Done): nothing more may be deployed under it`);
    const named = await instance.run('open', { 'change-number': number }, instance.newBuild());
    expect(named.log).toMatch(/is done, so nothing more can be deployed under it.*\[CHANGE_OVER\]/);
    expect(await open({}, ran.build)).toMatchObject({ exitCode: 0, changes: [{ number }, { state: '-4' }] });
  });

  it('a change of a model of the instance, and walks it to where its approval begins', async () => {
    instance.serviceNow.defineChangeModel({
      name: 'Fast lane',
      states: [
        { value: '-5', label: 'New' },
        { value: '20', label: 'Peer review' },
        { value: '21', label: 'Ready', implementation: true },
        { value: '3', label: 'Closed' },
        { value: '4', label: 'Canceled' },
      ],
      transitions: [
        { from: '-5', to: '20' },
        { from: '20', to: '21' },
        { from: '21', to: '3' },
        { from: '20', to: '4' },
      ],
    });
    // Nobody is asked to approve a change of this model.
    const policy = { 'proceed-states': 'model', 'approval-policy': 'state' };
    const ran = await open({ 'change-model': 'Fast lane', ...policy });
    expect(ran).toMatchObject({ exitCode: 0, changes: [{ state: '20' }], outputs: { decision: 'pending' } });

    const number = ran.changes[0]?.number ?? '';
    const updated = await instance.run('update', { state: 'Ready' }, ran.build);
    expect(updated.log).toContain(`Updated ${number}, which is in Ready`);
    expect(await instance.run('verify', policy, ran.build)).toMatchObject({
      exitCode: 0,
      outputs: { decision: 'approved', state: '21' },
    });
    expect(await instance.run('close', {}, ran.build)).toMatchObject({ exitCode: 0 });
    expect(instance.changesOf(ran.build)).toMatchObject([{ state: '3' }]);
  });

  it.each([
    [
      'a template that nobody has',
      { 'standard-template': 'No such' },
      /standard-template: there is no "No such".*\[NAME_NOT_RESOLVED\]/,
    ],
    [
      'a standard change without a template',
      { 'change-type': 'standard' },
      /standard-template: is required.*\[INVALID_INPUT\]/,
    ],
    [
      'a model and a type',
      { 'change-model': 'Normal', 'change-type': 'normal' },
      /brings its own type.*\[INVALID_INPUT\]/,
    ],
    [
      'a template for an emergency',
      { 'standard-template': 'x', 'change-type': 'emergency' },
      /belongs to a standard change.*\[INVALID_INPUT\]/,
    ],
  ])('nothing for %s', async (_what, inputs, words) => {
    const ran = await open(inputs);
    expect(ran).toMatchObject({ exitCode: 1, changes: [] });
    expect(ran.log).toMatch(words);
  });
});

describe('a pipeline does not approve itself', () => {
  it.each([
    ['a standard change without a template', '{"type": "standard"}', /standard-template: is required/],
    ['the same by its label', 'type: Standard', /standard-template: is required/],
    ['a type by a label that is none', '{"type": "Normal change"}', /type "Normal change" is none of/],
    ['an approval', '{"approval": "approved"}', /approval cannot be set/],
    ['the end of a hold', '{"on_hold": false}', /on_hold cannot be taken back/],
  ])('by data with %s', async (_what, data, words) => {
    const ran = await open({ data });
    expect(ran).toMatchObject({ exitCode: 1, requests: [], changes: [] });
    expect(ran.log).toMatch(words);
  });

  it.each([
    ['the input', { 'change-model': 'Standard' }],
    ['data', { data: '{"chg_model": "Standard", "short_description": "x"}' }],
  ])('by the model of standard changes, given by %s', async (_way, inputs) => {
    const ran = await open(inputs);
    expect(ran).toMatchObject({ exitCode: 1, changes: [{ state: '4' }] });
    expect(ran.log).toMatch(/became a standard change.*\[GATE_UNSAFE\]/);
    expect(instance.registrationsOf(ran.build)).toEqual([]);
  });

  it('by data for a change that is open', async () => {
    const { build } = await open({});
    for (const data of ['type: standard', 'chg_model: Standard', 'approval: approved']) {
      for (const operation of ['update', 'verify', 'close'] as const) {
        const ran = await instance.run(operation, { data }, build);
        expect(ran).toMatchObject({ exitCode: 1, requests: [] });
        expect(ran.log).toMatch(/data: \w+ cannot be set/);
      }
    }
    expect(instance.changesOf(build)).toMatchObject([{ type: 'normal', state: '-4', approval: 'requested' }]);
  });

  it('and gets the type of its data, by value or label', async () => {
    expect(await open({ data: 'type: Emergency' })).toMatchObject({
      exitCode: 0,
      changes: [{ type: 'emergency', state: '-3', approval: 'requested' }],
    });
  });
});

describe('the data of a change', () => {
  it('may name groups and configuration items', async () => {
    const group = someGroup();
    const ran = await open({ data: `assignment_group: ${group.name}\ncmdb_ci: globex-web\n` });
    expect(ran.log).not.toContain('WARNING');
    expect(ran.changes).toMatchObject([{ assignment_group: groupId(group.name ?? '') }]);
    expect(ran.changes[0]?.cmdb_ci).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is not sent while it names a group that is not there', async () => {
    const ran = await open({ data: '{"assignment_group": "Nobody"}' });
    expect(ran).toMatchObject({ exitCode: 1, changes: [] });
    expect(ran.log).toMatch(
      /assignment_group: there is no "Nobody" in sys_user_group.*\[NAME_NOT_RESOLVED\]/,
    );
  });

  it('takes the active one of two users of one name, and no user who left and no CI that is retired', async () => {
    const { database } = instance.serviceNow;
    const insert = (table: string, row: Row) => database.insert(table, row, 'admin').sys_id;
    insert('sys_user', { user_name: 'first', name: 'R^Research', active: 'false' });
    const active = insert('sys_user', { user_name: 'second', name: 'R^Research' });
    insert('cmdb_ci_service', { name: 'Shop' });
    insert('cmdb_ci', { name: 'Shop' });
    insert('sys_user', { user_name: 'gone', name: 'Gina Gone', active: 'false' });
    insert('cmdb_ci', { name: 'old-web', install_status: '7' });
    const ran = await open({ data: 'requested_by: R^Research\nbusiness_service: Shop\n' });
    expect(ran.log).toContain(`requested_by: took "R^Research" with sys_id ${active}`);
    const service = database.find('cmdb_ci_service', 'name', 'Shop')?.sys_id;
    expect(ran).toMatchObject({
      exitCode: 0,
      changes: [{ requested_by: active, business_service: service }],
    });
    for (const inputs of [
      { data: 'requested_by: Gina Gone' },
      { data: 'cmdb_ci: old-web' },
      { 'affected-cis': 'old-web' },
    ]) {
      expect((await open(inputs)).log).toMatch(/is inactive or retired.*\[NAME_NOT_RESOLVED\]/);
    }
  });

  it.each([
    ['a list', '{"watch_list": ["a", "b"]}', /data: holds a list or a map in watch_list/],
    ['a map', 'plan:\n  step: 1\n', /data: holds a list or a map in plan/],
    ['a day that there is not', '{"start_date": "2026-02-30T08:00:00Z"}', /data: start_date must be a time/],
    ['a time without its zone', '{"start_date": "2026-12-24T08:00:00"}', /data: start_date must be a time/],
    ['an American date', 'end_date: 12/24/2026 10:00 PM', /data: end_date must be a time with its zone/],
    [
      'an end before its start',
      '{"start_date": "2026-12-24T08:00:00Z", "end_date": "2026-12-24T07:00:00Z"}',
      /planned-end: .* is not after the planned start/,
    ],
  ])('is refused, before anything is sent, with %s', async (_what, data, words) => {
    const ran = await open({ data });
    expect(ran).toMatchObject({ exitCode: 1, requests: [], changes: [] });
    expect(ran.log).toMatch(words);
  });

  it('may be in a file, whose errors name it', async () => {
    const file = join(tmpdir(), `change-gate-${process.pid}.yaml`);
    writeFileSync(file, 'short_description: From a file\n');
    expect(await open({ data: undefined, 'data-file': file })).toMatchObject({
      changes: [{ short_description: 'From a file' }],
    });
    writeFileSync(file, '{"a": 1,}');
    const ran = await open({ data: undefined, 'data-file': file });
    expect(ran.log).toMatch(/\.yaml is not JSON: .* at line 1, column 9.*\[INVALID_INPUT\]/);
    expect((await open({ 'data-file': '/no/such/file' })).log).toMatch(/data and data-file are both set/);
  });

  it('has its planned times in any form, sent as ServiceNow wants them', async () => {
    const ran = await open({ 'planned-start': '2026-03-02T22:00:00+01:00', 'planned-end': '+1h30m' });
    expect(ran.log).not.toContain('WARNING');
    expect(ran.changes).toMatchObject([
      { start_date: '2026-03-02 21:00:00', end_date: '2026-03-02 22:30:00' },
    ]);
  });

  it('has no end before its start, which may stand on the change already', async () => {
    const { build } = await open({ 'planned-start': '2026-03-02T22:00:00Z' });
    const ran = await instance.run('update', { 'planned-end': '2026-03-02T21:00:00Z' }, build);
    expect(ran.log).toMatch(
      /the planned end 2026-03-02 21:00:00 is not after the planned start 2026-03-02 22:00:00/,
    );
    expect(instance.changesOf(build)).toMatchObject([{ end_date: '' }]);
  });

  it('is compared with what came back: what was dropped is named', async () => {
    const ran = await open({ data: '{"short_description": "x", "no_such_field": "y"}' });
    expect(ran.exitCode).toBe(0);
    expect(ran.log).toMatch(/WARNING .*no_such_field was dropped/);
    const typed = await open({ data: '{"no_such_field": "y"}', 'change-type': 'normal' });
    expect(typed.log).toMatch(/WARNING .*no_such_field was dropped/);
  });

  it('under strict must arrive as it was sent, or the change is taken back', async () => {
    const ran = await open({ data: '{"no_such_field": "y"}', strict: 'true' });
    expect(ran).toMatchObject({ exitCode: 1, changes: [{ state: '4' }] });
    expect(ran.log).toMatch(/no_such_field was dropped.*\[FIELDS_ALTERED\]/);
    const corrected = await open({ strict: 'true' }, ran.build);
    expect(corrected).toMatchObject({ exitCode: 0, changes: [{ state: '4' }, { state: '-4' }] });
  });

  it.each([
    ['by the Table API', {}],
    ['by the Change Management API', { 'change-type': 'normal' }],
  ])('never loses its correlation id, by which later steps find it: %s', async (_way, inputs) => {
    const remove = instance.serviceNow.rules.ignore({
      table: 'change_request',
      operations: ['insert'],
      fields: ['correlation_id'],
    });
    const { build, ...ran } = await open({ data: '{"short_description": "Lost"}', ...inputs });
    remove();
    const lost = instance.serviceNow.changes().filter((row) => row.short_description === 'Lost');
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(/did not keep the correlation id of CHG\d+.*\[FIELDS_ALTERED\]/);
    expect(instance.registrationsOf(build)).toEqual([]);
    expect(lost.map(({ state }) => state)).toEqual(lost.map(() => '4'));
  });

  it('may not begin in a later state, where approval never starts', async () => {
    const ran = await open({ data: '{"state": "-3"}' });
    expect(ran).toMatchObject({ exitCode: 1, changes: [] });
    expect(ran.log).toMatch(/its approval would never start.*\[INVALID_INPUT\]/);
  });

  it('carries affected CIs and notes', async () => {
    const ran = await open({ 'affected-cis': 'globex-web', 'work-notes': 'By night', comments: 'Soon' });
    const [change] = ran.changes;
    expect(instance.serviceNow.database.query('task_ci', `task=${change?.sys_id}`)).toHaveLength(1);
    const notes = instance.serviceNow.database.query('sys_journal_field', `element_id=${change?.sys_id}`);
    expect(notes.map((note) => note.value)).toEqual(expect.arrayContaining(['By night', 'Soon']));
    const again = await open({ 'affected-cis': 'globex-web' }, ran.build);
    expect(again.requests).not.toContain('POST /api/now/table/task_ci');
  });
});

describe('a change is opened', () => {
  it('once: a closed or canceled one is followed by another, which names it', async () => {
    const first = await open({});
    instance.serviceNow.cancel(first.changes[0]?.number ?? '');
    const second = await open({}, first.build);
    expect(second.changes).toMatchObject([{ state: '4' }, { state: '-4' }]);
    const notes = instance.serviceNow.database.query(
      'sys_journal_field',
      `element_id=${second.changes[1]?.sys_id}`,
    );
    expect(notes.map((note) => note.value).join()).toContain(`Follows ${first.changes[0]?.number}`);
  });

  it('not at all where an existing one is named, unless that is over', async () => {
    const { changes } = await open({ submit: 'false' });
    const number = changes[0]?.number;
    const other = await open({ 'change-number': number, data: undefined });
    expect(other).toMatchObject({
      exitCode: 0,
      changes: [],
      outputs: { 'change-number': number, state: '-4' },
    });
    instance.serviceNow.cancel(number ?? '');
    const over = await open({ 'change-number': number });
    expect(over.log).toMatch(/is canceled, so nothing more can be deployed under it.*\[CHANGE_OVER\]/);
  });

  it('and is completed by a corrected run, as long as it is in New', async () => {
    const { build } = await open({ submit: 'false' });
    const corrected = { data: '{"short_description": "Right", "impact": 2}', 'planned-start': '+2h' };
    const again = await open({ ...corrected, 'work-notes': 'n' }, build);
    expect(again.log).toMatch(/Wrote short_description, impact, start_date to CHG/);
    expect(again.log).toMatch(/WARNING work_notes not written to CHG/);
    expect(again).toMatchObject({
      exitCode: 0,
      changes: [{ short_description: 'Right', impact: '2', state: '-4' }],
    });

    const late = await open({ data: '{"short_description": "Late", "impact": 2}' }, build);
    expect(late).toMatchObject({ exitCode: 0, changes: [{ short_description: 'Right' }] });
    expect(late.log).toMatch(/WARNING CHG\d+ exists already, in Assess, .*here: short_description\./);
    const typed = await open({ ...corrected, 'change-type': 'emergency', 'planned-start': undefined }, build);
    expect(typed.log).toMatch(/WARNING CHG\d+ exists already, in Assess, .*here: type\./);
    const strict = await open({ data: '{"short_description": "Late"}', strict: 'true' }, build);
    expect(strict.log).toMatch(/here: short_description\..*\[FIELDS_ALTERED\]/);
    expect(await open({ ...corrected, strict: 'true' }, build)).toMatchObject({ exitCode: 0 });
  });

  it('and data for a change that a person names is written in New, and named afterwards', async () => {
    const { changes } = await open({ submit: 'false' });
    const number = changes[0]?.number ?? '';
    const row = () => instance.serviceNow.changes().find((change) => change.number === number);
    const inputs = { 'change-number': number, data: '{"short_description": "Named"}' };
    expect(await open({ ...inputs, 'planned-end': '2026-04-01T00:00:00Z' })).toMatchObject({ exitCode: 0 });
    expect(row()).toMatchObject({
      short_description: 'Named',
      end_date: '2026-04-01 00:00:00',
      state: '-4',
    });
    const other = await open({ ...inputs, data: '{"short_description": "Other"}' });
    expect(other.log).toMatch(/WARNING .*here: short_description\./);
    expect(row()).toMatchObject({ short_description: 'Named' });
  });

  it('and under strict fails where it stays in New', async () => {
    const rule = { table: 'change_request', when: 'state=-4', fields: ['justification'] };
    const remove = instance.serviceNow.rules.require(rule);
    const ran = await open({ strict: 'true' });
    remove();
    expect(ran).toMatchObject({ exitCode: 1, changes: [{ state: '-5' }] });
    expect(ran.log).toMatch(/stays in New, so nobody has been asked.*\[STATE_NOT_REACHED\]/);
    expect(await open({ strict: 'true' }, ran.build)).toMatchObject({
      exitCode: 0,
      changes: [{ state: '-4' }],
    });
  });

  it('and stays in New with a warning that names the mandatory fields', async () => {
    const remove = instance.serviceNow.rules.require({
      table: 'change_request',
      when: 'state=-4',
      fields: ['justification'],
    });
    const ran = await open({});
    remove();
    expect(ran).toMatchObject({ exitCode: 0, changes: [{ state: '-5' }] });
    expect(ran.log).toMatch(/WARNING .* stays in New, so nobody has been asked.*mandatory: Justification/);
    expect(instance.registrationsOf(ran.build)).toHaveLength(1);
  });

  it('and says that a change lockdown holds it in New', async () => {
    const { serviceNow } = instance;
    const windows = [{ start: '2030-12-24 00:00:00', end: '2030-12-27 00:00:00' }];
    serviceNow.addBlackout({ name: 'Year end', windows, lockdown: true });
    const ran = await open({
      data: '{"short_description": "x", "cmdb_ci": "globex-web"}',
      'planned-start': '2030-12-24T08:00:00Z',
      'planned-end': '2030-12-24T09:00:00Z',
    });
    expect(ran).toMatchObject({ exitCode: 0, changes: [{ state: '-5', on_hold: 'true' }] });
    expect(ran.log).toMatch(/WARNING .* stays in New.*It is on hold: Change lockdown: Year end\./);
  });

  it('with a callback only where the gate has one', async () => {
    const build = instance.newBuild({ callback: false });
    const ran = await open({ 'callback-token': undefined }, build);
    expect(ran.exitCode).toBe(0);
    expect(instance.registrationsOf(build)).toEqual([]);
  });

  it('only after its gate was found to be one', async () => {
    const build = instance.newBuild({
      checkGate: async () => {
        throw new Error('not protected');
      },
    });
    expect(await open({}, build)).toMatchObject({ exitCode: 1, requests: [], changes: [] });
  });

  it.each([
    ['a token of two lines', { 'callback-token': 'a-token\nof-two-lines' }, /callback-token: must be/],
    [
      'an alias with a space',
      { 'callback-token': undefined, 'callback-alias': 'our ci' },
      /callback-alias: must be/,
    ],
    ['a state of seven digits', { 'proceed-states': '-1,1000001' }, /proceed-states: must be/],
    ['eleven states', { 'proceed-states': '1,2,3,4,5,6,7,8,9,10,11' }, /proceed-states: must be/],
  ])('not before the app would refuse %s', async (_what, inputs, words) => {
    const ran = await open(inputs);
    expect(ran).toMatchObject({ exitCode: 1, requests: [], changes: [] });
    expect(ran.log).toMatch(words);
    expect(ran.log).not.toContain('a-token');
  });

  it.each([
    ['neither', { 'callback-token': undefined }, /callback-token: is required, unless callback-alias is set/],
    ['both', { 'callback-alias': 'ci' }, /callback-token and callback-alias are both set/],
  ])('with exactly one callback credential, not %s', async (_what, inputs, words) => {
    const ran = await open(inputs);
    expect(ran).toMatchObject({ exitCode: 1, requests: [] });
    expect(ran.log).toMatch(words);
  });
});

describe('a window that is enforced', () => {
  it.each([
    [{}],
    [{ 'planned-start': 'now' }],
    [{ data: 'start_date: 2026-03-01 12:00:00\nend_date: 12/24/2026 10:00 PM' }],
  ])('and not there: nothing is created: %j', async (inputs) => {
    const ran = await open({ 'window-policy': 'enforce', ...inputs });
    expect(ran).toMatchObject({ exitCode: 1, requests: [], changes: [] });
    expect(ran.log).toContain('[INVALID_INPUT]');
  });

  it('and dropped by the instance: open says so', async () => {
    const keep = instance.serviceNow.rules.ignore({
      table: 'change_request',
      operations: ['insert'],
      fields: ['end_date'],
    });
    const ran = await open({ 'planned-start': 'now', 'planned-end': '+2h', 'window-policy': 'enforce' });
    keep();
    expect(ran).toMatchObject({ exitCode: 0, outputs: { decision: 'pending' } });
    expect(ran.log).toMatch(/WARNING CHG\d+ has no planned end \(end_date\), and its window is enforced/);
  });
});
