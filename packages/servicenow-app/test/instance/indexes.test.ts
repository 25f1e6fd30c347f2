import { expect, it } from 'vitest';
import { missingIndex } from './indexes.ts';

const TABLE = 'x_change_gate_registration';

it('knows the columns that have an index of their own, or are unique', () => {
  expect(missingIndex(TABLE, ['window', 'status'])).toBeUndefined();
  expect(missingIndex(TABLE, ['active_key'])).toBeUndefined();
  expect(missingIndex('x_change_gate_ci_server', ['ci', 'base_url'])).toBeUndefined();
});

it.each([[['window', 'deadline']], [[]]])('tells a query that reads every row: %j', (columns) => {
  expect(missingIndex(TABLE, columns)).toContain(`No index serves a query of ${TABLE}`);
});
