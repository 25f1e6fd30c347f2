import { afterEach, describe, expect, it, vi } from 'vitest';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';

describe('the status of a registration', () => {
  it('goes from waiting to delivered', () => {
    expect(GateRegistrationStatus.mayMove('waiting', 'due')).toBe(true);
    expect(GateRegistrationStatus.mayMove('due', 'delivering')).toBe(true);
    expect(GateRegistrationStatus.mayMove('delivering', 'delivered')).toBe(true);
  });

  it('tries again, also when the node that delivered has died', () => {
    expect(GateRegistrationStatus.mayMove('delivering', 'due')).toBe(true);
    expect(GateRegistrationStatus.mayMove('delivering', 'delivering')).toBe(true);
  });

  it('waits again when an approval that is to be delivered does not hold any more', () => {
    expect(GateRegistrationStatus.mayMove('due', 'waiting')).toBe(true);
    expect(GateRegistrationStatus.mayMove('delivering', 'waiting')).toBe(true);
    expect(GateRegistrationStatus.mayMove('refused', 'waiting')).toBe(false);
  });

  it('skips nothing: what is not claimed is not delivered', () => {
    expect(GateRegistrationStatus.mayMove('waiting', 'delivering')).toBe(false);
    expect(GateRegistrationStatus.mayMove('due', 'delivered')).toBe(false);
  });

  it.each(['delivered', 'expired', 'withdrawn', 'superseded', 'ended'] as const)('is over once %s', (end) => {
    expect(GateRegistrationStatus.isActive(end)).toBe(false);
    expect(GateRegistrationStatus.mayMove(end, 'due')).toBe(false);
    expect(GateRegistrationStatus.mayMove(end, 'delivering')).toBe(false);
  });

  it('is not over once refused: with another token it may be due again', () => {
    expect(GateRegistrationStatus.isActive('refused')).toBe(true);
    expect(GateRegistrationStatus.mayMove('refused', 'due')).toBe(true);
    expect(GateRegistrationStatus.mayMove('refused', 'delivering')).toBe(false);
    expect(GateRegistrationStatus.mayMove('refused', 'expired')).toBe(true);
  });

  it.each(['waiting', 'due', 'delivering', 'refused'] as const)('can be superseded while %s', (status) => {
    expect(GateRegistrationStatus.mayMove(status, 'superseded')).toBe(true);
  });
});

describe('an empty column', () => {
  afterEach(() => vi.unstubAllGlobals());

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
