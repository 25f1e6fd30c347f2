import type { Database, Row } from '../../database/database.ts';

const SYSTEM = 'system';

/** What a standard change template fills in, as an encoded query, as ServiceNow keeps it. */
interface Template {
  readonly name: string;
  readonly values: Row;
  readonly retired?: true;
}

const TEMPLATES: readonly Template[] = [
  {
    name: 'Deploy a release',
    values: {
      short_description: 'Deploy a release',
      description: 'A release that passed its tests goes to production.',
      category: 'Software',
      risk: '4',
      implementation_plan: 'The pipeline deploys the release.',
      backout_plan: 'The pipeline deploys the release before.',
      test_plan: 'The pipeline runs the smoke tests.',
    },
  },
  { name: 'Restart a service', values: { short_description: 'Restart a service' }, retired: true },
];

/** The catalog of standard changes of a new instance: one to use, and one that has been retired. */
export function seedStandardChanges(database: Database): void {
  for (const { name, values, retired = false } of TEMPLATES) {
    const encoded = Object.entries(values).map(([field, value]) => `${field}=${value}`);
    const producer = insert(database, 'std_change_record_producer', {
      name,
      sys_name: name,
      short_description: values.short_description ?? '',
      table_name: 'change_request',
      active: String(!retired),
      retired: String(retired),
    });
    addVersion(database, producer, name, [...encoded, 'EQ'].join('^'));
  }
}

/** Gives a template its values and its current version. @param template what its changes begin with, as an encoded query */
export function addVersion(database: Database, producer: string, name: string, template: string): void {
  const values = {
    template: insert(database, 'std_change_template', { name, template }),
    current_version: insert(database, 'std_change_producer_version', {
      name: `${name} - 1`,
      version: '1',
      std_change_producer: producer,
    }),
  };
  database.update('std_change_record_producer', producer, values, SYSTEM);
}

function insert(database: Database, table: string, row: Row): string {
  return database.insert(table, row, SYSTEM).sys_id ?? '';
}
