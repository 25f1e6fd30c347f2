/**
 * Writes the marked blocks of the Fluent sources, where the SDK wants literals: from the policy fields in
 * `packages/core/src/policy/fields.ts`, from the columns of a change that `GateChange` reads, and from the columns of evidence
 * (`src/server/evidence-columns.ts`). `node generate.ts` rewrites the files; a test fails when one differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { POLICY_ENTRIES, type PolicyField } from '@change-gate/core/policy';
import {
  CHOICE_LABELS,
  type ChoiceColumn,
  COUNT_COLUMNS,
  type CountColumn,
  type CountedKind,
  DIRECTION_COLUMN,
  PASSING_PERCENT,
  STATUS_COLUMNS,
} from './src/server/evidence-columns.ts';
import { COLUMNS } from './src/server/includes/GateChange.ts';

export const TABLE = new URL('./src/fluent/tables/registration.now.ts', import.meta.url);
export const FORM = new URL('./src/fluent/layouts/registration-form.now.ts', import.meta.url);
export const EVIDENCE = new URL('./src/fluent/tables/evidence.now.ts', import.meta.url);
export const RULES = new URL('./src/fluent/rules.now.ts', import.meta.url);

/** @returns the table's source with its generated block as it must be */
export function generateTable(source: string): string {
  return fill(source, 'policy columns', POLICY_ENTRIES.flatMap(columnOf));
}

/** @returns the evidence table's source with its generated block as it must be: each kind's status, then its counts */
export function generateEvidence(source: string): string {
  const kinds = Object.keys(STATUS_COLUMNS) as CountedKind[];
  const lines = kinds.flatMap((kind) => {
    const counts: readonly CountColumn[] = Object.values(COUNT_COLUMNS[kind]);
    return [
      ...choiceColumn(STATUS_COLUMNS[kind]),
      ...(kind === 'changes' ? [...choiceColumn(DIRECTION_COLUMN), ...BASE_COLUMNS] : []),
      ...[...counts, ...(kind === 'tests' ? [PASSING_PERCENT] : [])].map(countColumn),
    ];
  });
  return fill(source, 'evidence columns', lines);
}

const BASE_COLUMNS = [
  "base_commit: StringColumn({ label: 'Commit deployed before', maxLength: 64, readOnly: true }),",
  "base_change: StringColumn({ label: 'Change deployed before', maxLength: 40, readOnly: true }),",
];

function countColumn({ column, label, isPercent }: CountColumn): string {
  return `${column}: ${isPercent ? 'Decimal' : 'Integer'}Column({ label: ${quoted(label)}, readOnly: true }),`;
}

function choiceColumn({ column, label, choices }: ChoiceColumn): string[] {
  return [
    `${column}: ChoiceColumn({`,
    `  label: ${quoted(label)},`,
    '  readOnly: true,',
    '  maxLength: 20,',
    "  dropdown: 'dropdown_without_none',",
    '  choices: {',
    ...choices.map(
      (choice, sequence) =>
        `    ${choice}: { label: ${quoted(CHOICE_LABELS[choice] ?? choice)}, sequence: ${sequence} },`,
    ),
    '  },',
    '}),',
  ];
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
  writeFileSync(EVIDENCE, generateEvidence(readFileSync(EVIDENCE, 'utf8')));
  writeFileSync(RULES, generateRules(readFileSync(RULES, 'utf8')));
}
