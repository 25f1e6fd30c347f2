import { type Database, newSysId, type Row } from '../database/database.ts';
import { aborted } from '../database/refused-write.ts';
import { modelOf } from './model-of.ts';

const RULE = 'Change Model: Read only CI';
const RULE_SYS_ID = newSysId();

/** The attribute of a model's state in which the configuration item may change. */
const ALLOWS_CI = 'allow_ci_modification';

/**
 * Adds the rules that keep a change's configuration items as its approvers saw them.
 * @fact The configuration item of a change with a model | changes only into, in or out of the first state, or, where
 *   states of the model have the attribute `allow_ci_modification`, of one of those; else 403 by the rule *Change Model:
 *   Read only CI* | documented | change-model-attribute-apis (Brazil) prints the rule
 * @fact Affected CIs of a change (`task_ci`) | may be added, changed and removed while the change is in its first state;
 *   else 403, here by the same rule | third party | c_AffectedCIsAndImpactedServices has the state, transcripts the 403
 */
export function ciLock(database: Database): void {
  database.before(({ table, previous, next }) => {
    if (table === 'change_request' && previous !== null && next !== null) keepCi(database, previous, next);
    if (table === 'task_ci') keepAffected(database, (next ?? previous)?.task ?? '');
  });
}

function keepCi(database: Database, previous: Row, next: Row): void {
  if (next.cmdb_ci === previous.cmdb_ci || !next.chg_model) return;
  const { initial, attributes } = modelOf(database, next);
  const open = attributes.get(ALLOWS_CI) ?? new Set([initial]);
  if (!open.has(previous.state ?? '') && !open.has(next.state ?? '')) {
    throw aborted('change_request', RULE, RULE_SYS_ID);
  }
}

function keepAffected(database: Database, task: string): void {
  const change = database.get('change_request', task);
  if (change === null || change.state === modelOf(database, change).initial) return;
  throw aborted('task_ci', RULE, RULE_SYS_ID);
}
