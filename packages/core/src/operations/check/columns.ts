/** Each column that the operations read and write, by name: whether it is there, and shown to the integration user. */
import type { CheckLine } from '../../check/report.ts';
import { AFFECTED_CI_FIELDS } from '../../servicenow/affected-cis.ts';
import { CHANGE_FIELDS } from '../../servicenow/change.ts';
import { TASK_FIELDS } from '../../servicenow/change-tasks.ts';
import type { Dictionary } from '../../servicenow/dictionary.ts';
import { rowsOf } from '../../servicenow/rows.ts';
import { closingFields } from '../close/ending.ts';
import type { OpenPlan } from '../open/plan.ts';
import { noteFields } from '../requested-fields.ts';
import { doesNotHold, holds, unseen } from './line.ts';
import { neededOfChange, neededOfTask } from './needed-columns.ts';
import type { CheckContext, CheckSection } from './section.ts';

export const columns: CheckSection = {
  id: 'columns',
  title: 'Columns',
  needs: ['instance', 'sign-in', 'roles.change', 'data.inputs'],
  async look(context) {
    const lines: CheckLine[] = [];
    for (const table of tablesOf(await context.plan(), context)) {
      lines.push(...(await linesOf(table, context)));
    }
    return lines;
  },
};

interface AskedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Without one of them the configuration fails. */
  readonly needed: ReadonlySet<string>;
  /** Those that the data names. */
  readonly given: ReadonlySet<string>;
  /** Whether what is given and does not arrive is an error. */
  readonly strict: boolean;
}

const CLOSING = Object.keys(closingFields({ code: '', notes: '' }));
const NOTES = Object.keys(noteFields({ 'work-notes': '' }));

function tablesOf(plan: OpenPlan, context: CheckContext): AskedTable[] {
  const { strict } = plan;
  const given = Object.keys(plan.wanted);
  const ofTasks = plan.tasks.flatMap(({ fields }) => Object.keys(fields));
  const table = (
    name: string,
    own: readonly string[],
    asked: readonly string[],
    needed: ReadonlySet<string>,
  ) => ({
    name,
    columns: [...new Set([...own, ...asked])],
    given: new Set(asked),
    needed,
    strict,
  });
  return [
    table('change_request', [...CHANGE_FIELDS, ...CLOSING, ...NOTES], given, neededOfChange(plan, context)),
    table('change_task', [...TASK_FIELDS, ...CLOSING], ofTasks, neededOfTask(plan, context)),
    ...(plan.affectedCis.length === 0
      ? []
      : [table('task_ci', AFFECTED_CI_FIELDS, [], new Set<string>(AFFECTED_CI_FIELDS))]),
  ];
}

/** The most records that are asked: which of them the user may read, is decided for each. */
const RECORDS = 20;

async function linesOf(table: AskedTable, { client, dictionary: read }: CheckContext): Promise<CheckLine[]> {
  const { name, columns: asked } = table;
  const dictionary = (await read(name))?.columns ?? null;
  const query = 'ORDERBYDESCsys_created_on';
  const rows = (await rowsOf(client, name, { query, fields: asked, limit: RECORDS })) ?? [];
  if (rows.length === 0) return withoutRecords(table, dictionary);
  const shown = new Set(asked.filter((column) => rows.every((row) => column in row)));
  return asked.map((column) => columnLine(column, table, { dictionary, shown }));
}

/** Whether a column is shown could not be seen: what the dictionary says by itself is told, and that in one line. */
function withoutRecords(table: AskedTable, dictionary: Dictionary | null): CheckLine[] {
  const { name, columns: asked } = table;
  const wrong =
    dictionary === null
      ? []
      : asked
          .map((column) => columnLine(column, table, { dictionary, shown: null }))
          .filter(({ outcome }) => outcome === 'does-not-hold');
  const known =
    dictionary === null
      ? 'The integration user may not read the dictionary either.'
      : `The dictionary has ${asked.length - wrong.length} of the ${asked.length} columns that are read and written.`;
  const detail = `No record of ${name} can be read, if there is one, so whether its columns are shown could not be seen. ${known}`;
  const remedy = `Check again once there is a record, or let the integration user read those of ${name}.`;
  const subject = { id: `columns.${name}`, title: `Columns of ${name}` };
  return [...wrong, unseen(subject, detail, { remedy, who: 'ServiceNow admin' })];
}

interface Seen {
  readonly dictionary: Dictionary | null;
  /** Those that every record shows; `null` where there is no record to ask. */
  readonly shown: ReadonlySet<string> | null;
}

function columnLine(column: string, table: AskedTable, { dictionary, shown }: Seen): CheckLine {
  const { name, needed, given, strict } = table;
  const subject = { id: `columns.${name}.${column}`, title: `Column ${column} of ${name}` };
  const breaks = needed.has(column) || (given.has(column) && strict);
  const entry = dictionary?.get(column);
  const isShown = shown?.has(column);
  // An ACL may hide single rows of the dictionary: what a record shows is there all the same.
  if (dictionary !== null && entry === undefined && isShown !== true) {
    return doesNotHold(subject, `There is no column ${column} in ${name}.`, absent(column, table), breaks);
  }
  if (entry?.readOnly && given.has(column)) {
    const remedy = { remedy: `Take ${column} out of the data.`, who: 'pipeline author' as const };
    return doesNotHold(subject, 'It is read-only, so ServiceNow drops what is sent.', remedy, strict);
  }
  if (isShown !== false) return holds(subject, 'The instance shows it.');
  const readable = {
    remedy: `Let the integration user read ${column} of ${name}.`,
    who: 'ServiceNow admin' as const,
  };
  if (entry !== undefined) {
    return doesNotHold(
      subject,
      'There is such a column, and an ACL hides it from the integration user.',
      readable,
      breaks,
    );
  }
  const detail =
    'The instance leaves it out of its answers: there is no such column, or an ACL hides it from the integration user.';
  return breaks ? doesNotHold(subject, detail, readable) : unseen(subject, detail, readable);
}

function absent(column: string, { name, given }: AskedTable) {
  return given.has(column)
    ? { remedy: `Correct the name ${column} in the data, or take it out.`, who: 'pipeline author' as const }
    : {
        remedy: `Ask which plugin brings ${column} of ${name}, and have it activated.`,
        who: 'ServiceNow admin' as const,
      };
}
