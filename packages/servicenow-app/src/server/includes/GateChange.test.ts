import { beforeEach, describe, expect, it } from 'vitest';
import { openChange } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateChange from './GateChange.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

/** No two columns are alike. */
const FIELDS = {
  number: 'CHG0030007',
  state: '-2',
  'display.state': 'Scheduled',
  active: '0',
  approval: 'requested',
  on_hold: '1',
  on_hold_reason: 'frozen',
  conflict_status: 'Conflict',
  start_date: '2026-01-02 00:00:00',
  end_date: '2026-01-03 00:00:00',
};

describe('read', () => {
  it('tells each column of this change, and of no other', () => {
    openChange(instance, { number: 'CHG0030006' });
    const change = openChange(instance, FIELDS);
    expect(GateChange.read(change, false)).toEqual({
      number: 'CHG0030007',
      state: '-2',
      stateLabel: 'Scheduled',
      active: false,
      approval: 'requested',
      onHold: true,
      onHoldReason: 'frozen',
      conflictStatus: 'Conflict',
      plannedStart: '2026-01-02 00:00:00',
      plannedEnd: '2026-01-03 00:00:00',
      modelStates: [],
    });
  });

  it('tells an empty column from one that is not there', () => {
    const change = openChange(instance, { approval: '', start_date: '', end_date: '', conflict_status: '' });
    const empty = { approval: '', plannedStart: '', plannedEnd: '', conflictStatus: '', onHoldReason: '' };
    expect(GateChange.read(change, false)).toMatchObject(empty);
    for (const column of ['approval', 'start_date', 'end_date', 'conflict_status', 'on_hold', 'active'])
      instance.missingColumns.add(`change_request.${column}`);
    expect(GateChange.read(change, false)).toMatchObject({
      approval: null,
      plannedStart: null,
      plannedEnd: null,
      conflictStatus: null,
      onHold: null,
      active: null,
    });
  });

  it('reads, with what people are shown, the columns that set off the business rule, and no others', () => {
    const change = openChange(instance, { chg_model: instance.insert('chg_model', {}) });
    GateChange.read(change, true);
    GateChange.display(change);
    const read = [...instance.columnsRead].filter((column) => column.startsWith('change_request.'));
    expect(read.sort()).toEqual(GateChange.COLUMNS.map((column) => `change_request.${column}`).sort());
  });

  it('is nothing where there is no change', () => {
    openChange(instance, { sys_id: '' });
    expect(GateChange.read('', false)).toBeNull();
    expect(GateChange.read('0'.repeat(32), false)).toBeNull();
  });

  it('reads the states of the model where the policy asks for them', () => {
    const model = instance.insert('chg_model', { implementation_states: '-1,7' });
    const change = openChange(instance, { chg_model: model });
    expect(GateChange.read(change, true)?.modelStates).toEqual(['-1', '7']);
    expect(GateChange.read(change, false)?.modelStates).toEqual([]);
    instance.missingColumns.add('change_request.chg_model');
    expect(GateChange.read(change, true)?.modelStates).toBeNull();
  });
});

describe('findVisible', () => {
  it('finds by sys_id and by number what the caller may see', () => {
    openChange(instance, { number: 'CHG0030006' });
    const sysId = openChange(instance, FIELDS);
    expect(GateChange.findVisible('number', 'CHG0030007')).toEqual({ sysId, number: 'CHG0030007' });
    expect(GateChange.findVisible('sys_id', sysId)).toEqual({ sysId, number: 'CHG0030007' });
    instance.invisible.add(sysId);
    expect(GateChange.findVisible('number', 'CHG0030007')).toBeNull();
  });
});

describe('display', () => {
  it('is the page and the group of this change', () => {
    openChange(instance, { 'display.assignment_group': 'Others' });
    const change = openChange(instance, { number: 'CHG0030002', 'display.assignment_group': 'Release' });
    instance.properties.set('glide.servlet.uri', 'https://globex.service-now.com/');
    expect(GateChange.display(change)).toEqual({
      url: `https://globex.service-now.com/nav_to.do?uri=change_request.do%3Fsys_id%3D${change}`,
      assignedTo: 'Release',
    });
  });

  it('is empty where the instance does not know', () => {
    expect(GateChange.display('0'.repeat(32))).toEqual({ url: '', assignedTo: '' });
  });
});

describe('note', () => {
  it('is left on this change, and none of its text becomes HTML', () => {
    const other = openChange(instance);
    const change = openChange(instance);
    GateChange.note(change, 'Codefresh says [code]<b>[/code] für alle');
    expect(instance.notes(change)).toEqual(['Codefresh says (code)<b>(/code) für alle']);
    expect(instance.notes(other)).toEqual([]);
    expect(instance.log).toEqual([]);
  });

  it('is in the log where the instance refused it', () => {
    const change = openChange(instance);
    instance.tables.beforeWrite = () => false;
    GateChange.note(change, 'told');
    expect(instance.notes(change)).toEqual([]);
    expect(instance.log).toEqual([['warn', 'Change Gate could not leave a work note on CHG0030001: told']]);
  });

  it('is left nowhere where the change is gone', () => {
    instance.insert('change_request', { sys_id: '' });
    GateChange.note('', 'told');
    GateChange.note('0'.repeat(32), 'told');
    expect(instance.notes('')).toEqual([]);
    expect(instance.log).toEqual([]);
  });
});
