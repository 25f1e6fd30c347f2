/** The fields that a step asks to write: its data, planned times and notes. */
import type { DisplayName } from '../adapter.ts';
import { serviceNowTime } from '../clock.ts';
import { invalidInput } from '../errors.ts';
import { type Fields, readFields } from '../inputs/fields.ts';
import { readTimeInput, resolveTimeInput, TIME_RULE, type TimeInput } from '../inputs/time.ts';
import type { InputsOf } from '../inputs.ts';
import { inputOrFile } from './input-or-file.ts';

type DataInputs = Pick<InputsOf<'update'>, 'data' | 'data-file'>;
type FieldInputs = Partial<
  Pick<InputsOf<'update'>, 'planned-start' | 'planned-end' | 'work-notes' | 'comments'>
>;

/** The fields that a step asks to write. */
export interface RequestedFields {
  readonly fields: Fields;
  /** The columns whose time counts from now, so that each run of the step asks for another one. */
  readonly moving: readonly string[];
}

/**
 * The fields that a step's inputs ask for: data, planned times and notes.
 * @param data what `readData` gave
 * @throws GateError INVALID_INPUT for a time in the data that is none, and an end that is not after its start
 */
export function requestedFields(
  inputs: FieldInputs,
  data: Fields,
  now: Date,
  displayName: DisplayName,
): RequestedFields {
  const inData = timesIn(data, CHANGE_TIMES, displayName('data'));
  const start = inputs['planned-start'] ?? inData.start_date;
  const end = inputs['planned-end'] ?? inData.end_date;
  const startsAt = start === undefined ? now : resolveTimeInput(start, now);
  const times: Record<string, Date> = Object.fromEntries(
    Object.entries(inData).map(([column, time]) => [column, resolveTimeInput(time, now)]),
  );
  if (start !== undefined) times.start_date = startsAt;
  if (end !== undefined) times.end_date = resolveTimeInput(end, startsAt);
  const written = Object.fromEntries(
    Object.entries(times).map(([column, time]) => [column, serviceNowTime(time)]),
  );
  const moves = (time: TimeInput | undefined) => time !== undefined && 'after' in time;
  const { start_date: _start, end_date: _end, ...others } = inData;
  const moving = Object.keys(others).filter((column) => moves(others[column]));
  if (moves(start)) moving.push('start_date');
  if (moves(end) && (start === undefined || moves(start))) moving.push('end_date');
  checkPlanned(written.start_date ?? '', written.end_date ?? '', displayName);
  return { fields: { ...data, ...written, ...noteFields(inputs) }, moving };
}

/**
 * @param start UTC `yyyy-MM-dd HH:mm:ss`, as `end`; empty where it is not known
 * @throws GateError INVALID_INPUT where the end is not after the start
 */
export function checkPlanned(start: string, end: string, displayName: DisplayName): void {
  if (start === '' || end === '' || start < end) return;
  throw invalidInput([
    `${displayName('planned-end')}: the planned end ${end} is not after the planned start ${start} (UTC)`,
  ]);
}

/** The columns of a change that hold a time and may be written (ServiceNow's data dictionary). */
const CHANGE_TIMES: readonly string[] = [
  'start_date',
  'end_date',
  'work_start',
  'work_end',
  'cab_date_time',
  'requested_by_date',
  'due_date',
  'expected_start',
  'follow_up',
];

/**
 * The times in the data. Empty text clears a column, and is none.
 * @param columns those that hold a time
 * @param where begins each message
 * @throws GateError INVALID_INPUT
 */
export function timesIn(
  data: Fields,
  columns: readonly string[],
  where: string,
): Readonly<Record<string, TimeInput>> {
  const times: Record<string, TimeInput> = {};
  const problems: string[] = [];
  for (const column of columns) {
    const value = data[column];
    if (value === undefined || value === null || value === '') continue;
    const time = typeof value === 'string' ? readTimeInput(value.trim()) : undefined;
    if (time !== undefined) times[column] = time;
    else problems.push(`${where}: ${column} ${TIME_RULE}`);
  }
  if (problems.length > 0) throw invalidInput(problems);
  return times;
}

/** The data as it is sent: its times as ServiceNow wants them. @throws GateError as `requestedFields` */
export function dataFields(data: Fields, now: Date, displayName: DisplayName): Fields {
  return requestedFields({}, data, now, displayName).fields;
}

/** The journal fields that a step's inputs ask for. */
export function noteFields(inputs: Pick<FieldInputs, 'work-notes' | 'comments'>): Fields {
  const { 'work-notes': workNotes, comments } = inputs;
  return {
    ...(workNotes !== undefined && { work_notes: workNotes }),
    ...(comments !== undefined && { comments }),
  };
}

/**
 * The fields of `data`, or those in the file that `data-file` names.
 * @throws GateError INVALID_INPUT where both are set, or the file cannot be read
 */
export async function readData(inputs: DataInputs, displayName: DisplayName): Promise<Fields> {
  const { data: given, 'data-file': file } = inputs;
  return (await inputOrFile({ name: 'data', given, file, read: readFields }, displayName)) ?? {};
}
