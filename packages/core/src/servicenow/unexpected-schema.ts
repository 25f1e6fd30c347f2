import type * as z from 'zod/mini';
import { GateError } from '../errors.ts';

/**
 * The error for an answer that lacks columns, or is no answer for this table at all.
 * @param table `sys_attachment`
 */
export function unexpectedSchema(table: string, cause: z.core.$ZodError): GateError {
  const paths = cause.issues.map(({ path }) => path.filter((part) => typeof part === 'string').join('.'));
  const columns = [...new Set(paths)].filter((path) => path !== '').join(', ');
  return new GateError(
    'UNEXPECTED_ANSWER',
    `The instance's answer for ${table} does not look like one${columns === '' ? '' : ` (${columns})`}: ` +
      'an ACL may hide this from the integration user.',
    { cause },
  );
}
