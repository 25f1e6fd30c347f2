import { expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { shownTables } from '../../../test/shown-tables.ts';
import { roles } from './roles.ts';

const READABLE = { change_request: [{ sys_id: 'c1' }] };
const NONE = { itil: false, sn_change_write: false, 'x_change_gate.pipeline': true };

it.each([
  [
    'holds',
    'has one that may',
    { ...NONE, sn_change_write: true },
    READABLE,
    /has sn_change_write, x_change_gate/,
  ],
  ['could-not-be-seen', 'has none, and may read changes', NONE, READABLE, /none of itil, sn_change_write/],
  ['could-not-be-seen', 'is not told by the app', undefined, READABLE, /app alone tells the roles/],
  ['does-not-hold', 'may not even read changes', NONE, {}, /may not even read change_request/],
  ['does-not-hold', 'may not even read changes, without the app', undefined, {}, /may not even read/],
] as const)('%s where the user %s', async (outcome, _what, held, tables, detail) => {
  const context = await checkContext({ client: shownTables(tables), ...(held && { roles: held }) });
  const [line] = await roles.look(context, []);
  expect(line).toMatchObject({ id: 'roles.change', outcome, breaks: outcome === 'does-not-hold' });
  expect(line?.detail).toMatch(detail);
});
