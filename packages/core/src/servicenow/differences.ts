/**
 * What became of the fields that were sent. ServiceNow drops unknown, read-only and ACL-protected fields and
 * cuts long text without a word (ServiceNow docs, c_TableAPI): only what comes back tells.
 */
import { fieldValue } from './field-value.ts';

/** Journal fields take what is written and read back as something else. */
export const JOURNALS: readonly string[] = ['work_notes', 'comments', 'comments_and_work_notes'];

/**
 * @param sent fields by column name
 * @param row  the record as it came back, with raw and display values
 * @param ignored names that the instance itself lists as ignored
 * @returns one clause for each field that did not arrive as it was sent
 */
export function differences(
  sent: Readonly<Record<string, unknown>>,
  row: unknown,
  ignored: readonly string[] = [],
): string[] {
  const fields = (row ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(sent).flatMap(([name, value]) => {
    if (JOURNALS.includes(name)) return [];
    const wanted = String(value ?? '');
    const back = fieldValue.safeParse(fields[name]);
    if (!back.success) {
      return [`${name} was dropped (no such column, or the integration user may not use it)`];
    }
    const { value: raw, display_value: shown } = back.data;
    if (raw !== '' && raw === wanted && isReference(fields[name]) && !SYS_ID.test(raw)) {
      return [`${name} was stored as ${brief(raw)}, which is no sys_id: it refers to no record`];
    }
    if (raw === wanted || shown === wanted || sameText(raw, wanted)) return [];
    // A field that the instance names as ignored may have been set all the same: what came back decides.
    if (raw === '' || ignored.includes(name)) return [`${name} was dropped (sent ${brief(wanted)})`];
    return [`${name} came back as ${brief(raw)} (sent ${brief(wanted)})`];
  });
}

const SYS_ID = /^[0-9a-f]{32}$/i;

/** The Table API gives a reference a link to the record, and nothing else one (ServiceNow docs, c_TableAPI). */
function isReference(field: unknown): boolean {
  return typeof field === 'object' && field !== null && 'link' in field;
}

/** ServiceNow keeps text without outer blanks and with line feeds only. */
function sameText(back: string, sent: string): boolean {
  return back.replaceAll('\r', '').trim() === sent.replaceAll('\r', '').trim();
}

const BRIEF = 40;

function brief(text: string): string {
  return text.length <= BRIEF ? JSON.stringify(text) : `${text.length} characters`;
}
