/** SPDX 2 JSON (`packages`), and SPDX 3 JSON-LD (`@graph` with elements of the type `software_Package`). */
import * as z from 'zod/mini';
import { listOf } from './list-of.ts';
import { readAs } from './read-as.ts';

const spdx2 = z.object({ packages: z.optional(listOf(z.object({}))) });

/** Counts packages, and the described one among them: SPDX lists it with the others. */
export function readSpdx2(document: unknown): number {
  return (readAs('SPDX 2', spdx2, document).packages ?? []).length;
}

const spdx3 = z.object({
  '@graph': listOf(z.object({ type: z.optional(z.union([z.string(), listOf(z.string())])) })),
});

/** Counts packages; an element of JSON-LD may have several types. */
export function readSpdx3(document: unknown): number {
  const graph = readAs('SPDX 3', spdx3, document)['@graph'];
  return graph.filter(({ type }) => [type].flat().includes('software_Package')).length;
}
