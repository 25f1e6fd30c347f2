/**
 * The self-test's records: whether those that make the app work are switched on, as far as the instance shows them to the app.
 * No page says that it does; where it shows none, nothing is known.
 */
import * as GateFinding from './GateFinding.ts';

/** Rules, actions, jobs or access controls of the app. */
interface Kind {
  readonly id: string;
  /** As people know them: `Business rules`. */
  readonly name: string;
  /** Where people see them. */
  readonly place: string;
  readonly open: () => GlideRecord;
}

const RULES: Kind = {
  id: 'rules',
  name: 'Business rules',
  place: 'System Definition > Business Rules',
  open: () => new GlideRecord('sys_script'),
};

const ACTIONS: Kind = {
  id: 'script-actions',
  name: 'Script actions',
  place: 'System Policy > Events > Script Actions',
  open: () => new GlideRecord('sysevent_script_action'),
};

const JOBS: Kind = {
  id: 'jobs',
  name: 'Scheduled jobs',
  place: 'System Definition > Scheduled Jobs',
  open: () => new GlideRecord('sysauto_script'),
};

const ACCESS_CONTROLS: Kind = {
  id: 'access-controls',
  name: 'Access controls',
  place: 'System Security > Access Control (ACL)',
  open: () => new GlideRecord('sys_security_acl'),
};

/** A part for each kind of record but jobs, which show that they run, and one for what the instance grants the app. */
export function parts(): GateFinding.Part[] {
  const kinds = [RULES, ACTIONS, ACCESS_CONTROLS].map((kind) => ({
    id: `self-test.active.${kind.id}`,
    title: `${kind.name} of Change Gate`,
    look: () => active(kind),
  }));
  return kinds.concat([
    {
      id: 'self-test.privileges',
      title: 'Access of Change Gate to other applications',
      look: privileges,
    },
  ]);
}

/** Whether the instance shows that a script action is switched off. */
export function isActionOff(name: string): boolean {
  return isOff(ACTIONS, name);
}

/** Whether the instance shows that a scheduled job is switched off. */
export function isJobOff(name: string): boolean {
  return isOff(JOBS, name);
}

function isOff(kind: Kind, name: string): boolean {
  return namesOf(kind).off.indexOf(name) >= 0;
}

function active(kind: Kind): GateFinding.Seen {
  const { all, off } = namesOf(kind);
  if (all === 0)
    return GateFinding.uncertain(
      `This instance shows Change Gate none of its ${kind.name.toLowerCase()}.`,
      `Look under ${kind.place}, where the application is Change Gate: all have to be active.`,
      'ServiceNow admin',
    );
  if (off.length === 0) return GateFinding.holds(`All ${all} are active.`);
  return GateFinding.broken(
    `Not active: ${off.join(', ')}.`,
    `Switch them on under ${kind.place}.`,
    'ServiceNow admin',
  );
}

function namesOf({ open }: Kind): { all: number; off: string[] } {
  const off: string[] = [];
  let all = 0;
  const rows = open();
  rows.addQuery('sys_scope.scope', 'x_change_gate');
  rows.query();
  while (rows.next()) {
    all += 1;
    if (rows.getValue('active') !== '1') off.push(rows.getValue('name') ?? '');
  }
  return { all, off };
}

function privileges(): GateFinding.Seen {
  let all = 0;
  const refused: string[] = [];
  const rows = new GlideRecord('sys_scope_privilege');
  rows.addQuery('source_scope.scope', 'x_change_gate');
  rows.query();
  while (rows.next()) {
    all += 1;
    const status = rows.getValue('status') ?? '';
    if (status !== 'allowed')
      refused.push(`${rows.getValue('operation')} ${rows.getValue('target_name')} (${status})`);
  }
  if (all === 0)
    return GateFinding.uncertain(
      'This instance shows Change Gate none of its rows of "Application Cross-Scope Access".',
      'Look there for rows with Change Gate as source scope: all have to be Allowed.',
      'ServiceNow admin',
    );
  if (refused.length === 0) return GateFinding.holds(`All ${all} rows are Allowed.`);
  return GateFinding.broken(
    `Blocked: ${refused.join(', ')}.`,
    'Set them to Allowed in "Application Cross-Scope Access", unless they are denied on purpose.',
    'ServiceNow admin',
  );
}
