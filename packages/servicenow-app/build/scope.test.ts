import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inScope, readConfig, SOURCE_SCOPE } from './scope.ts';

const shipped = readFileSync(new URL('../now.config.json', import.meta.url), 'utf8');
const acme = { scope: 'x_acme_gate', scopeId: '0123456789abcdef0123456789abcdef' };

describe('the configuration', () => {
  it('that is shipped has the scope of the sources', () => {
    expect(readConfig(shipped).scope).toBe(SOURCE_SCOPE);
  });

  it.each(['x_acme_gate', 'x_99999_gate_build'])('may name %s', (scope) => {
    expect(readConfig(JSON.stringify({ ...acme, scope }))).toEqual({ ...acme, scope });
  });

  it.each(['acme_gate', 'x_gate', 'x_Acme_gate', 'x_acme-gate', 'x_99999_gate_builds', 'global'])(
    'may not name %s',
    (scope) => {
      expect(() => readConfig(JSON.stringify({ ...acme, scope }))).toThrow(`the scope ${scope} must be x_`);
    },
  );

  it('gives another scope a scopeId of its own', () => {
    const { scopeId } = readConfig(shipped);
    expect(() => readConfig(JSON.stringify({ ...acme, scopeId }))).toThrow('needs a scopeId of its own');
    expect(() => readConfig(JSON.stringify({ ...acme, scope: SOURCE_SCOPE }))).toThrow('scopeId of its own');
    expect(() => readConfig(JSON.stringify({ ...acme, scopeId: '' }))).toThrow('must be 32 hex digits');
  });
});

describe('inScope', () => {
  it.each([
    ["name: 'x_change_gate_registration'", "name: 'x_acme_gate_registration'"],
    ["'x_change_gate.GateTime' /api/x_change_gate/v1", "'x_acme_gate.GateTime' /api/x_acme_gate/v1"],
    ['sys_choice_x_change_gate_delivery_outcome', 'sys_choice_x_acme_gate_delivery_outcome'],
    ['CHANGE_GATE_prod', 'CHANGE_GATE_prod'],
  ])('reads %s as %s', (text, renamed) => {
    expect(inScope(text, 'x_acme_gate', 'a.ts')).toBe(renamed);
  });

  it.each(['x_change_gates', 'x_change_gateway', 'xx_change_gate', 'X_CHANGE_GATE'])(
    'asks what %s means',
    (text) => {
      expect(() => inScope(text, 'x_acme_gate', 'a.ts')).toThrow(`a.ts: does this name the scope`);
    },
  );
});
