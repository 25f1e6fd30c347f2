import { type Database, newSysId, type Row } from '../../database/database.ts';
import { aborted, fieldsMissing } from '../../database/refused-write.ts';

const CLOSED = '3';

const DATES_RULE = 'Change Task: Planned dates';
const DATES_RULE_SYS_ID = newSysId();

/**
 * Adds the rules that a change task has to meet before it is written.
 * @fact Closing a change task without close code or close notes | 403, in the words of a data policy | documented |
 *   create-a-change-task; the words: belief
 * @fact Planned dates of a change task of type Implementation | lie within those of its change, where that has any;
 *   else 403 | documented | create-a-change-task; the rule's name is the sandbox's own
 */
export function taskChecks(database: Database): void {
  database.before(({ table, previous, next }) => {
    if (table !== 'change_task' || next === null) return;
    if (next.state === CLOSED && previous?.state !== CLOSED) checkClosing(next);
    checkDates(next, database.get('change_request', next.change_request ?? ''));
  });
}

function checkClosing(task: Row): void {
  const missing = [...(task.close_code ? [] : ['Close code']), ...(task.close_notes ? [] : ['Close notes'])];
  if (missing.length > 0) throw fieldsMissing(missing);
}

/** Times are compared as text: `yyyy-MM-dd HH:mm:ss` sorts as it reads. */
function checkDates(task: Row, change: Row | null): void {
  if (change === null || task.change_task_type !== 'implementation') return;
  const { start_date: start, end_date: end } = change;
  const planned = [task.planned_start_date, task.planned_end_date].filter((date) => date);
  const isOutside = (date = ''): boolean => Boolean((start && date < start) || (end && date > end));
  if (planned.some(isOutside)) throw aborted('change_task', DATES_RULE, DATES_RULE_SYS_ID);
}
