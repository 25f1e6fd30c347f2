import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, reference, text, unique } from './columns.ts';

export const USER_TABLES: readonly TableDefinition[] = [
  {
    name: 'sys_user',
    label: 'User',
    webServiceAccess: true,
    columns: [
      unique('user_name', 'User ID'),
      text('name', 'Name', 151),
      text('first_name', 'First name', 50),
      text('last_name', 'Last name', 50),
      text('email', 'Email', 100),
      text('title', 'Title', 60),
      { name: 'user_password', label: 'Password', type: 'password2' },
      flag('active', 'Active', 'true'),
      flag('locked_out', 'Locked out'),
      flag('web_service_access_only', 'Web service access only'),
      text('time_zone', 'Time zone'),
      text('date_format', 'Date format'),
      text('time_format', 'Time format'),
    ],
  },
  {
    name: 'sys_user_group',
    label: 'Group',
    webServiceAccess: true,
    columns: [
      unique('name', 'Name', 80),
      text('description', 'Description', 1000),
      text('email', 'Group email', 100),
      reference('manager', 'Manager', 'sys_user'),
      flag('active', 'Active', 'true'),
    ],
  },
  {
    name: 'sys_user_grmember',
    label: 'Group Member',
    webServiceAccess: true,
    columns: [reference('group', 'Group', 'sys_user_group'), reference('user', 'User', 'sys_user')],
  },
  {
    name: 'sys_user_role',
    label: 'Role',
    webServiceAccess: true,
    columns: [unique('name', 'Name', 100), text('description', 'Description', 1000)],
  },
  {
    name: 'sys_user_has_role',
    label: 'User Role',
    webServiceAccess: true,
    columns: [reference('user', 'User', 'sys_user'), reference('role', 'Role', 'sys_user_role')],
  },
];
