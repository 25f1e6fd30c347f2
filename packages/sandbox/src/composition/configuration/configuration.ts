/** What a configuration file says of a sandbox. */
import { z } from 'zod';
import { ciSections } from '../ci-sections.ts';
import { ConfigurationError, namingKeys, problemsOf } from './configuration-error.ts';
import { FAULT_SCRIPT } from './faults.ts';
import { urlProblems } from './server-urls.ts';
import { serviceNowSection } from './service-now-section.ts';

function schema(folder: string) {
  return z.strictObject({
    serviceNow: serviceNowSection(folder).prefault({}),
    ...ciSections(folder),
    faults: FAULT_SCRIPT,
  });
}

export type Configuration = z.infer<ReturnType<typeof schema>>;

/** The configuration without a file: a new instance, and no CI server. */
export function defaultConfiguration(): Configuration {
  return schema('.').parse({});
}

/**
 * Checks a configuration and fills in its defaults.
 * @param value as it was written
 * @param folder that paths in it are relative to
 * @throws ConfigurationError with every problem
 */
export function parseConfiguration(value: unknown, folder: string): Configuration {
  const parsed = schema(folder).safeParse(value, { error: namingKeys });
  if (!parsed.success) throw new ConfigurationError(...problemsOf(parsed.error));
  const { faults: _, ...sections } = parsed.data;
  const problems = urlProblems(value, Object.keys(sections));
  if (problems.length > 0) throw new ConfigurationError(...problems);
  return parsed.data;
}
