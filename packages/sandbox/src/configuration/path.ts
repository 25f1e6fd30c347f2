import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** A path, relative to the folder of the configuration. */
export function path(folder: string) {
  return z
    .string()
    .min(1)
    .transform((text) => resolve(folder, text));
}

/** The text of a file, which is named relative to the folder of the configuration. */
export function textFile(folder: string) {
  return z
    .string()
    .min(1)
    .transform((name, context) => {
      try {
        return readFileSync(resolve(folder, name), 'utf8');
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    });
}
