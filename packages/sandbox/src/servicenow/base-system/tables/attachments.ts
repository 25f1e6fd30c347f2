import type { TableDefinition } from '../../database/dictionary.ts';
import { integer, text } from './columns.ts';

/** `sys_attachment`: what is known of a file; its bytes are kept apart. */
export const SYS_ATTACHMENT: TableDefinition = {
  name: 'sys_attachment',
  label: 'Attachment',
  webServiceAccess: true,
  columns: [
    { name: 'file_name', label: 'File name', maxLength: 255, readOnly: true },
    { name: 'content_type', label: 'Content type', maxLength: 255, readOnly: true },
    { ...integer('size_bytes', 'Size bytes'), readOnly: true },
    { ...text('table_name', 'Table name', 80), readOnly: true },
    { name: 'table_sys_id', label: 'Table sys ID', type: 'GUID', readOnly: true },
    { ...text('hash', 'SHA-256 hash', 64), readOnly: true },
    { ...text('state', 'State', 40), defaultValue: 'available', readOnly: true },
  ],
};
