import type { TableDefinition } from '../../database/dictionary.ts';
import { text } from './columns.ts';

/** What tasks refer to. */
export const ORGANIZATION_TABLES: readonly TableDefinition[] = [
  { name: 'core_company', label: 'Company', webServiceAccess: true, columns: [text('name', 'Name', 80)] },
  { name: 'cmn_location', label: 'Location', webServiceAccess: true, columns: [text('name', 'Name', 100)] },
];
