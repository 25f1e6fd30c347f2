/** The fields that a step asks to write: its data, planned times and notes. */
import { readFile } from 'node:fs/promises';
import type { DisplayName } from '../adapter.ts';
import { serviceNowTime } from '../clock.ts';
import { invalidInput } from '../errors.ts';
import { type Fields, FieldsSyntaxError, readFields } from '../inputs/fields.ts';
import { readTimeInput, resolveTimeInput, type TimeInput } from '../inputs/time.ts';
import type { InputsOf } from '../inputs.ts';

type DataInputs = Pick<InputsOf<'update'>, 'data' | 'data-file'>;
type FieldInputs = Pick<InputsOf<'update'>, 'planned-start' | 'planned-end' | 'work-notes' | 'comments'>;

/** The fields that a step's inputs ask for: data, planned times and notes. @param data what `readData` gave */
export function requestedFields(inputs: FieldInputs, data: Fields, now: Date): Fields {
  return { ...data, ...plannedTimes(inputs, data, now), ...noteFields(inputs) };
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
  const { data, 'data-file': file } = inputs;
  const name = displayName('data-file');
  if (file === undefined) return data ?? {};
  if (data !== undefined)
    throw invalidInput([`${displayName('data')} and ${name} are both set; set one of them`]);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw invalidInput([`${name}: ${file} cannot be read (${error.code})`]);
  });
  return readFields(text).catch((error: unknown) => {
    throw error instanceof FieldsSyntaxError ? invalidInput([`${name}: ${file} ${error.message}`]) : error;
  });
}

/** As ServiceNow wants them: UTC `yyyy-MM-dd HH:mm:ss`. What is no time stays as it was written. */
function plannedTimes(inputs: FieldInputs, data: Fields, now: Date): Fields {
  const start = inputs['planned-start'] ?? written(data.start_date);
  const end = inputs['planned-end'] ?? written(data.end_date);
  const startsAt = start === undefined ? now : resolveTimeInput(start, now);
  return {
    ...(start !== undefined && { start_date: serviceNowTime(startsAt) }),
    ...(end !== undefined && { end_date: serviceNowTime(resolveTimeInput(end, startsAt)) }),
  };
}

function written(value: unknown): TimeInput | undefined {
  return typeof value === 'string' ? readTimeInput(value) : undefined;
}
