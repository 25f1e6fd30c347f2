import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, reference, text, unique } from './columns.ts';
import { METADATA_TABLES, OF_APPLICATION } from './metadata.ts';

export const SYSTEM_TABLES: readonly TableDefinition[] = [
  ...METADATA_TABLES,
  {
    name: 'sys_properties',
    label: 'System Property',
    webServiceAccess: true,
    columns: [
      unique('name', 'Name', 100),
      text('value', 'Value', 4000),
      text('type', 'Type'),
      text('description', 'Description', 512),
      flag('is_private', 'Private'),
    ],
  },
  {
    name: 'sys_security_acl',
    label: 'Access Control',
    columns: [
      text('name', 'Name', 128),
      text('type', 'Type', 80),
      text('operation', 'Operation', 80),
      flag('active', 'Active', 'true'),
      text('condition', 'Condition', 4000),
      text('script', 'Script', 8000),
      flag('admin_overrides', 'Admin overrides', 'true'),
      OF_APPLICATION,
    ],
  },
  {
    name: 'sys_security_acl_role',
    label: 'Access Role',
    columns: [
      reference('sys_security_acl', 'Access Control', 'sys_security_acl'),
      reference('sys_user_role', 'Role', 'sys_user_role'),
    ],
  },
];
