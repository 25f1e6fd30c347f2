import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listServer, openChange, REGISTRATION, registrationOf } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';

/** Every status, with all that may follow it. */
const MOVES = {
  waiting: ['due', 'ended', 'expired', 'withdrawn', 'superseded'],
  due: ['delivering', 'waiting', 'expired', 'withdrawn', 'superseded'],
  delivering: [
    'delivering',
    'due',
    'waiting',
    'delivered',
    'refused',
    'ended',
    'expired',
    'withdrawn',
    'superseded',
  ],
  refused: ['due', 'expired', 'withdrawn', 'superseded'],
  delivered: [],
  expired: [],
  withdrawn: [],
  superseded: [],
  ended: [],
} as const;
const STATUSES = Object.keys(MOVES) as (keyof typeof MOVES)[];

describe('the status of a registration', () => {
  it.each(STATUSES)('from %s goes where it may, and nowhere else', (from) => {
    expect(STATUSES.filter((to) => GateRegistrationStatus.mayMove(from, to)).toSorted()).toEqual(
      [...MOVES[from]].toSorted(),
    );
    expect(GateRegistrationStatus.isActive(from)).toBe(MOVES[from].length > 0);
  });

  it('is active in four of them', () => {
    expect(GateRegistrationStatus.ACTIVE).toBe('waiting,due,delivering,refused');
  });
});

describe('a move', () => {
  let instance: TestInstance;
  beforeEach(() => {
    instance = startInstance();
  });
  const registration = (fields: Readonly<Row>) =>
    registrationOf(instance, openChange(instance), listServer(instance), fields);
  const row = (sysId: string) => instance.row(REGISTRATION, sysId);
  const move = GateRegistrationStatus.move;

  it('writes its fields, to this registration alone', () => {
    const [sysId, other] = [registration({}), registration({})];
    expect(move(sysId, 'due', { decision: 'approved', attempts: 2 })).toBe(true);
    expect(row(sysId)).toMatchObject({
      status: 'due',
      decision: 'approved',
      attempts: '2',
      active_key: 'test:1',
    });
    expect(row(sysId).ended_at ?? '').toBe('');
    expect(row(sysId).token).not.toBe('');
    expect(row(other).status).toBe('waiting');
  });

  it.each(['expired', 'withdrawn', 'superseded'] as const)('to an end wipes the token: %s', (end) => {
    const sysId = registration({});
    expect(move(sysId, end, { reason: 'over' })).toBe(true);
    expect(row(sysId)).toMatchObject({
      status: end,
      ended_as: end,
      ended_at: instance.time(),
      active_key: `ended ${sysId}`,
      token: '',
      reason: 'over',
    });
    expect(move(sysId, 'due', {})).toBe(false);
    expect(row(sysId).status).toBe(end);
  });

  it('that is illegal, refused, or of nothing, is none', () => {
    const sysId = registration({});
    expect(move(sysId, 'delivered', {})).toBe(false);
    expect(move('0'.repeat(32), 'due', {})).toBe(false);
    instance.tables.beforeWrite = () => false;
    expect(move(sysId, 'due', {})).toBe(false);
    expect(move(sysId, 'withdrawn', {})).toBe(false);
    expect(row(sysId).status).toBe('waiting');
  });

  it('over an end that another node has written is none, and is put right', () => {
    const sysId = registration({ status: 'due' });
    instance.tables.beforeWrite = (_, __, written) => {
      if (written.status === 'delivering') instance.set(REGISTRATION, sysId, { ended_as: 'withdrawn' });
      return undefined;
    };
    expect(move(sysId, 'delivering', {})).toBe(false);
    expect(row(sysId)).toMatchObject({ status: 'withdrawn', token: '' });
  });

  it('to an end overwrites the token with the write that ends it, and empties it after', () => {
    const written: (string | undefined)[][] = [];
    instance.tables.beforeWrite = (_, __, { ended_as, status, token }) => {
      written.push([ended_as ?? status, token]);
      return undefined;
    };
    const sysId = registration({});
    const other = registration({ ended_as: 'ended' });
    written.length = 0;
    move(sysId, 'withdrawn', {});
    GateRegistrationStatus.restoreTerminalStatus(other);
    expect(written).toEqual([
      ['withdrawn', 'encrypted:forgotten'],
      [undefined, ''],
      ['ended', 'encrypted:forgotten'],
      [undefined, ''],
    ]);
    expect([row(sysId).token, row(other).token, instance.log]).toEqual(['', '', []]);
  });

  it('whose token would not be overwritten says so in the log, and leaves it', () => {
    const sysId = registration({});
    instance.tables.beforeWrite = (_, __, written) => {
      if (written.token === 'encrypted:forgotten') Object.assign(written, { token: row(sysId).token });
      return undefined;
    };
    move(sysId, 'withdrawn', {});
    expect(instance.log).toEqual([
      [
        'error',
        `Change Gate could not wipe the token of registration ${sysId}, which needs it no more. An admin has to revoke that token in the CI.`,
      ],
    ]);
  });

  it('that could not be put right is in the log', () => {
    const sysId = registration({ ended_as: 'withdrawn' });
    instance.tables.beforeWrite = () => false;
    expect(GateRegistrationStatus.restoreTerminalStatus(sysId)).toBe(true);
    expect(instance.log.map(([, text]) => text)).toEqual([
      `Change Gate could not write that registration ${sysId} is withdrawn`,
      expect.stringMatching(/^Change Gate could not wipe the token/),
    ]);
    GateRegistrationStatus.emptyToken('0'.repeat(32));
    expect(GateRegistrationStatus.restoreTerminalStatus('0'.repeat(32))).toBe(false);
    expect(instance.log).toHaveLength(2);
  });

  it('starts where a late write has left an end, at that end', () => {
    const status = (fields: Readonly<Row>) =>
      GateRegistrationStatus.statusOf(instance.record(REGISTRATION, registration(fields)));
    expect(status({ status: 'due', ended_as: 'superseded' })).toBe('superseded');
    expect(status({ status: 'due' })).toBe('due');
    expect(status({ status: '' })).toBe('waiting');
  });
});

describe('an empty column', () => {
  // getValue() of an empty field is documented as null; '' must mean no more than that.
  it.each([null, ''])('%j is no end', (empty) => {
    const update = vi.fn();
    const fields: Readonly<Record<string, string | null>> = { ended_as: empty, status: 'due' };
    const row = { get: () => true, getValue: (name: string) => fields[name], setValue: vi.fn(), update };
    vi.stubGlobal('GlideRecord', function GlideRecord() {
      return row;
    });
    expect(GateRegistrationStatus.statusOf(row as unknown as GlideRecord)).toBe('due');
    expect(GateRegistrationStatus.restoreTerminalStatus('0'.repeat(32))).toBe(false);
    expect(update).not.toHaveBeenCalled();
  });
});
