/** What the integration user may do and see. */
import { type Configuration, LATER } from './configuration.ts';
import { hidden, roles } from './instances.ts';

const WINDOW = { 'planned-start': 'now', 'planned-end': '+8h' };
const ENFORCED = { 'window-policy': 'enforce' };

export const USER: readonly Configuration[] = [
  { name: 'another scope of the app', inputs: { 'app-scope': 'x_acme_gate' } },
  { name: 'no role', set: roles(), says: ['app.role', 'roles.change'] },
  {
    name: 'itil without the role of the app',
    set: roles('itil'),
    says: ['app.role'],
    fails: /verify: .*FORBIDDEN/s,
  },
  {
    name: 'another password',
    inputs: { password: 'no' },
    says: ['sign-in.accepted'],
    fails: /UNAUTHENTICATED/,
  },
  ...['state', 'approval', 'on_hold', 'number', 'type', 'correlation_id', 'sys_created_by'].map((column) => ({
    name: `no ${column} to see`,
    set: hidden(`change_request.${column}`),
    says: [`columns.change_request.${column}`],
  })),
  ...['sys_created_on', 'conflict_status', 'start_date', 'chg_model', 'phase'].map((column) => ({
    name: `no ${column} to see, which nothing needs`,
    set: hidden(`change_request.${column}`),
  })),
  {
    name: 'a window, and no start_date to see',
    set: hidden('change_request.start_date'),
    inputs: { ...ENFORCED, ...WINDOW },
    verify: ENFORCED,
    says: ['columns.change_request.start_date'],
  },
  {
    name: 'no close_code to write',
    set: hidden('change_request.close_code', 'write'),
    hides: 'write',
    fails: /close: /,
    writes: [LATER],
  },
];
