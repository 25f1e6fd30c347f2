/** Whether each record that the configuration names is found, is one, and is in use. */
import type { CheckLine } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import type { Dictionary } from '../../servicenow/dictionary.ts';
import { equals } from '../../servicenow/encoded-query.ts';
import { fourAtOnce } from '../../servicenow/four-at-once.ts';
import { isInUse, recordOf, statusColumns, TABLE_OF, WHO_IS_ASKED } from '../../servicenow/records.ts';
import { rowsOf } from '../../servicenow/rows.ts';
import type { OpenPlan } from '../open/plan.ts';
import { doesNotHold, holds, type Subject, sentence, unseen } from './line.ts';
import type { CheckContext } from './section.ts';

const SYS_ID = /^[0-9a-f]{32}$/;

interface Reference extends Subject {
  readonly table: string;
  /** By name or sys_id. */
  readonly name: string;
  /** How the operations call it: `assignment_group`. */
  readonly what: string;
  /** Whether the operations fail where it stands for no record. */
  readonly fails: boolean;
}

/** @param dictionary `null` where it cannot be read */
export async function referenceLines(
  plan: OpenPlan,
  dictionary: Dictionary | null,
  context: CheckContext,
): Promise<CheckLine[]> {
  const found = await fourAtOnce(referencesOf(plan, context), (one) => referenceLine(one, context));
  return [...found, ...otherReferences(plan, dictionary)];
}

function referencesOf({ change, wanted, affectedCis, tasks }: OpenPlan, context: CheckContext): Reference[] {
  const template =
    change.kind === 'new' && change.creation !== undefined && 'standardTemplate' in change.creation
      ? [change.creation.standardTemplate]
      : [];
  const isLenient = context.isLenient === true;
  const all = [
    ...template.map((name) => ({
      what: 'standard-template',
      table: 'std_change_record_producer',
      name,
      fails: true,
    })),
    // The model is looked at by itself.
    ...named(wanted)
      .filter(({ what }) => what !== 'chg_model')
      .map((one) => ({ ...one, fails: !isLenient || WHO_IS_ASKED.includes(one.what) })),
    ...affectedCis.map((name) => ({ what: 'affected-cis', table: 'cmdb_ci', name, fails: true })),
    ...tasks.flatMap(({ fields }) => named(fields)).map((one) => ({ ...one, fails: true })),
  ];
  const ids = all.map(({ table, name }) => `${table} ${name}`);
  return all
    .filter((_, index) => ids.indexOf(ids[index] ?? '') === index)
    .map((one) => ({ ...one, ...subjectOf(one, all) }));
}

function named(fields: Readonly<Record<string, unknown>>) {
  return Object.entries(fields).flatMap(([what, value]) => {
    const table = TABLE_OF[what];
    return table === undefined || typeof value !== 'string' || value === ''
      ? []
      : [{ what, table, name: value }];
  });
}

/** One of several for the same thing has its number. */
function subjectOf(
  { what, name }: Pick<Reference, 'what' | 'name'>,
  all: readonly Pick<Reference, 'what' | 'name'>[],
): Subject {
  const names = [...new Set(all.filter((one) => one.what === what).map((one) => one.name))];
  const number = names.indexOf(name) + 1;
  return { id: `data.${what}${number > 1 ? `.${number}` : ''}`, title: `${what} ${JSON.stringify(name)}` };
}

async function referenceLine(reference: Reference, context: CheckContext): Promise<CheckLine> {
  try {
    return await (SYS_ID.test(reference.name) ? bySysId(reference, context) : byName(reference, context));
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return unseen(reference, error.message);
  }
}

async function byName(
  { table, name, fails, ...subject }: Reference,
  { client }: CheckContext,
): Promise<CheckLine> {
  const found = await recordOf(client, table, name);
  if ('sysId' in found)
    return holds(subject, `It is one record of ${table} that is in use (${found.sysId}).`);
  const remedy = { remedy: found.remedy, who: 'pipeline author' as const };
  return doesNotHold(subject, sentence(found.problem), remedy, fails);
}

/** The operations send it as it is. */
async function bySysId(
  { table, name, what, ...subject }: Reference,
  { client }: CheckContext,
): Promise<CheckLine> {
  const columns = statusColumns(table);
  const ask = { query: equals({ sys_id: name }), fields: ['sys_id', ...columns], limit: 1 };
  const row = (await rowsOf(client, table, ask))?.find((one) => one.sys_id === name);
  if (row === undefined) {
    const detail = `There is no such record in ${table}, or the integration user may not read it: ServiceNow does not tell which.`;
    return unseen(subject, detail, { remedy: 'Check the sys_id.', who: 'pipeline author' });
  }
  if (columns.some((column) => row[column] === undefined)) {
    const detail = `There is such a record in ${table}; whether it is in use is not shown.`;
    const remedy = `Let the integration user read ${columns.join(' and ')} of ${table}.`;
    return unseen(subject, detail, { remedy, who: 'ServiceNow admin' });
  }
  if (isInUse(row, table)) return holds(subject, `It is a record of ${table} that is in use.`);
  const remedy = { remedy: `Name a record for ${what} that is in use.`, who: 'pipeline author' as const };
  return doesNotHold(subject, `The record of ${table} is inactive or retired.`, remedy, false);
}

/** Columns of the instance's own that refer to records: their names are not looked up, so that only a sys_id is one. */
function otherReferences({ wanted, strict }: OpenPlan, dictionary: Dictionary | null): CheckLine[] {
  return Object.entries(wanted).flatMap(([column, value]) => {
    const table = dictionary?.get(column)?.reference;
    if (table === undefined || TABLE_OF[column] !== undefined) return [];
    if (typeof value !== 'string' || value === '' || SYS_ID.test(value)) return [];
    const subject = { id: `data.${column}`, title: `${column} ${JSON.stringify(value)}` };
    const remedy = { remedy: `Give the sys_id of the record of ${table}.`, who: 'pipeline author' as const };
    return [
      doesNotHold(
        subject,
        `It refers to ${table}, and is no sys_id: it would refer to no record.`,
        remedy,
        strict,
      ),
    ];
  });
}
