import { beforeEach, describe, expect, it } from 'vitest';
import { listServer, openChange, REGISTRATION, registrationOf } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateForm from './GateForm.ts';

let instance: TestInstance;
let sysId: string;
beforeEach(() => {
  instance = startInstance();
  instance.roles.add('x_change_gate.admin');
  sysId = registrationOf(instance, openChange(instance), listServer(instance), { status: 'refused' });
});

const row = () => instance.row(REGISTRATION, sysId);

/** The record as its form shows it: another token was typed. */
function form(): GlideRecord {
  const record = instance.record(REGISTRATION, sysId);
  record.getElement('token').setDisplayValue('typed');
  return record;
}

describe.each([
  ['Retry delivery', GateForm.retry, 'retried'],
  ['Withdraw', GateForm.withdraw, 'withdrawn'],
] as const)('%s', (_button, press, done) => {
  it('says that the instance did not save the form, and does nothing more', () => {
    instance.tables.beforeWrite = () => false;
    press(form());
    expect(row().status).toBe('refused');
    expect(instance.messages).toEqual([
      `Nothing was ${done}, as the instance did not save this form. Its system log says why; an admin of the instance can read it.`,
    ]);
  });

  it('keeps no token for a registration that has ended meanwhile', () => {
    const shown = form();
    instance.set(REGISTRATION, sysId, { status: 'superseded', ended_as: 'superseded', token: '' });
    press(shown);
    expect(row()).toMatchObject({ status: 'superseded', token: '' });
  });
});

it('Retry delivery saves what was typed, and makes the registration due', () => {
  GateForm.retry(form());
  expect(row()).toMatchObject({ status: 'due', token: 'encrypted:typed' });
  expect(instance.messages).toEqual([]);
});

it('Retry delivery says that there is nothing to retry', () => {
  instance.set(REGISTRATION, sysId, { status: 'due' });
  GateForm.retry(form());
  expect(instance.messages).toEqual([
    'Nothing was retried: the registration is not refused any more. Its status says why.',
  ]);
});

it('Withdraw ends the registration, and says so where it could not', () => {
  instance.tables.beforeWrite = (_table, _sysId, fields) => fields.status === undefined;
  GateForm.withdraw(form());
  expect(row().status).toBe('refused');
  expect(instance.messages).toEqual([
    expect.stringMatching(/^Nothing was withdrawn\. A business rule or the database/),
  ]);
  instance.tables.beforeWrite = () => undefined;
  GateForm.withdraw(form());
  expect(row()).toMatchObject({ status: 'withdrawn', token: '' });
});
