import type { Row, ServiceNowInstance } from '@change-gate/sandbox';

const TABLE = 'x_change_gate_registration';

/** The gate registrations of the imported app; none before it is imported. */
export function registrations({ database }: ServiceNowInstance): Row[] {
  return database.table(TABLE) === undefined ? [] : database.query(TABLE);
}
