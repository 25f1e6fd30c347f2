import { afterEach, describe, expect, it, vi } from 'vitest';
import * as GateLife from './GateLife.ts';

describe("a registration's life", () => {
  it('goes from waiting to delivered', () => {
    expect(GateLife.mayMove('waiting', 'due')).toBe(true);
    expect(GateLife.mayMove('due', 'delivering')).toBe(true);
    expect(GateLife.mayMove('delivering', 'delivered')).toBe(true);
  });

  it('tries again, also when the node that delivered has died', () => {
    expect(GateLife.mayMove('delivering', 'due')).toBe(true);
    expect(GateLife.mayMove('delivering', 'delivering')).toBe(true);
  });

  it('waits again when an approval that is to be told does not hold any more', () => {
    expect(GateLife.mayMove('due', 'waiting')).toBe(true);
    expect(GateLife.mayMove('delivering', 'waiting')).toBe(true);
    expect(GateLife.mayMove('refused', 'waiting')).toBe(false);
  });

  it('skips nothing: what is not claimed is not delivered', () => {
    expect(GateLife.mayMove('waiting', 'delivering')).toBe(false);
    expect(GateLife.mayMove('due', 'delivered')).toBe(false);
  });

  it.each(['delivered', 'expired', 'withdrawn', 'superseded', 'ended'] as const)('is over once %s', (end) => {
    expect(GateLife.isActive(end)).toBe(false);
    expect(GateLife.mayMove(end, 'due')).toBe(false);
    expect(GateLife.mayMove(end, 'delivering')).toBe(false);
  });

  it('is not over once refused: with another token it may be due again', () => {
    expect(GateLife.isActive('refused')).toBe(true);
    expect(GateLife.mayMove('refused', 'due')).toBe(true);
    expect(GateLife.mayMove('refused', 'delivering')).toBe(false);
    expect(GateLife.mayMove('refused', 'expired')).toBe(true);
  });

  it.each(['waiting', 'due', 'delivering', 'refused'] as const)('can be superseded while %s', (status) => {
    expect(GateLife.mayMove(status, 'superseded')).toBe(true);
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
    expect(GateLife.statusOf(row as unknown as GlideRecord)).toBe('due');
    expect(GateLife.keepsEnd('0'.repeat(32))).toBe(false);
    expect(update).not.toHaveBeenCalled();
  });
});
