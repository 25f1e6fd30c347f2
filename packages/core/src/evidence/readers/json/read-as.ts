import * as z from 'zod/mini';
import { Unreadable } from '../reading.ts';

/**
 * Reads a document as a format defines it; what is not counted is not looked at.
 * @throws Unreadable naming what is missing or of another type: `runs.0.results.12.level`
 */
export function readAs<Schema extends z.core.$ZodType>(
  format: string,
  schema: Schema,
  document: unknown,
): z.output<Schema> {
  const read = z.safeParse(schema, document);
  if (read.success) return read.data;
  const path = (read.error.issues[0]?.path ?? []).join('.');
  throw new Unreadable(`is not as ${format} defines it${path === '' ? '' : ` (${path})`}`);
}
