import { describe, expect, it } from 'vitest';
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
