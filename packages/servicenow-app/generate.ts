/**
 * Writes the marked blocks of the Fluent sources, where the SDK wants literals: from the policy fields in
 * `packages/core/src/policy/fields.ts`, and from the columns of a change that `GateChange` reads. `node generate.ts`
 * rewrites the files; a test fails when one differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { POLICY_ENTRIES, type PolicyField } from '@change-gate/core/policy';
import { COLUMNS } from './src/server/includes/GateChange.ts';

export const TABLE = new URL('./src/fluent/tables/registration.now.ts', import.meta.url);
export const FORM = new URL('./src/fluent/layouts/registration-form.now.ts', import.meta.url);
export const RULES = new URL('./src/fluent/rules.now.ts', import.meta.url);

/** @returns the table's source with its generated block as it must be */
export function generateTable(source: string): string {
  return fill(source, 'policy columns', POLICY_ENTRIES.flatMap(columnOf));
}

/** @returns the form's source with its generated blocks as they must be: the first half of the fields on the left */
export function generateForm(source: string): string {
  const elements = POLICY_ENTRIES.map(({ column }) => `{ field: '${column}', type: 'table_field' },`);
  const half = Math.ceil(elements.length / 2);
  const left = fill(source, 'policy fields, left', elements.slice(0, half));
  return fill(left, 'policy fields, right', elements.slice(half));
}

/** @returns the rules' source with its generated block as it must be */
export function generateRules(source: string): string {
  const filter = COLUMNS.map((column) => `${column}VALCHANGES`).join('^OR');
  return fill(source, 'change columns', ['filterCondition:', `  '${filter}',`]);
}

/** Puts lines between the block's marks, indented as those are. */
function fill(source: string, block: string, lines: readonly string[]): string {
  const pattern = new RegExp(`^( *)// generated: ${block}\\n[\\s\\S]*?^ *// /generated$`, 'm');
  if (!pattern.test(source)) throw new Error(`There is no block "${block}"`);
  return source.replace(pattern, (_all, indent: string) =>
    [`// generated: ${block}`, ...lines, '// /generated'].map((line) => indent + line).join('\n'),
  );
}

/** The lines that declare a field's column, as the formatter leaves them. */
function columnOf(field: PolicyField): string[] {
  const properties = [
    `label: ${quoted(field.label)},`,
    'readOnly: true,',
    ...(field.hint === undefined ? [] : [`hint: ${quoted(field.hint)},`]),
    ...propertiesOf(field),
  ];
  return [`${field.column}: ${TYPES[field.kind]}({`, ...properties.map((line) => `  ${line}`), '}),'];
}

const TYPES: Readonly<Record<PolicyField['kind'], string>> = {
  states: 'StringColumn',
  choice: 'ChoiceColumn',
  time: 'DateTimeColumn',
};

function propertiesOf(field: PolicyField): string[] {
  if (field.kind === 'states') return ['maxLength: 100,'];
  if (field.kind === 'time') return [];
  const choices = Object.entries(field.choices).map(
    ([choice, label], sequence) => `  ${choice}: { label: ${quoted(label)}, sequence: ${sequence} },`,
  );
  return [
    'maxLength: 20,',
    "dropdown: 'dropdown_without_none',",
    // Rows from before the column have no value, and mean the default.
    ...(field.optional ? [`default: ${quoted(field.default)},`] : []),
    'choices: {',
    ...choices,
    '},',
  ];
}

function quoted(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

if (import.meta.main) {
  writeFileSync(TABLE, generateTable(readFileSync(TABLE, 'utf8')));
  writeFileSync(FORM, generateForm(readFileSync(FORM, 'utf8')));
  writeFileSync(RULES, generateRules(readFileSync(RULES, 'utf8')));
}
