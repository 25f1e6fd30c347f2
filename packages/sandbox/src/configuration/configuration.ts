/** What a configuration file says of a sandbox. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ciSections } from '../ci-sections.ts';
import { FAULT_SCRIPT } from './faults.ts';
import { serviceNowSection } from './service-now.ts';

function schema(folder: string) {
  return z.strictObject({
    serviceNow: serviceNowSection(folder).prefault({}),
    ...ciSections(folder),
    faults: FAULT_SCRIPT,
  });
}

export type Configuration = z.infer<ReturnType<typeof schema>>;

/** An instance as it comes, and no CI server. */
export function defaultConfiguration(): Configuration {
  return schema('.').parse({});
}

/**
 * @param file YAML, or JSON, which is YAML too; paths in it are relative to its folder
 * @throws Error that lists every problem with its place
 */
export function readConfiguration(file: string): Configuration {
  const parsed = schema(dirname(file)).safeParse(parse(readFileSync(file, 'utf8')) ?? {});
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a sandbox configuration:\n${z.prettifyError(parsed.error)}`);
}
