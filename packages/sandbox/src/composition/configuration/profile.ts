/** `serviceNow.profile`: the shape of another instance, in a file that `check` of Change Gate has written. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { type ServiceNowInstance, takeShape } from '../../servicenow/index.ts';
import { ConfigurationError, namingKeys, problemsOf } from './configuration-error.ts';
import { ConfigurationFile } from './configuration-file.ts';

const COLUMN_NAME = z
  .string()
  // A row is an object, which has `constructor` already.
  .regex(/^(?!constructor$)[a-z][a-z0-9_]*$/, 'write the name of a column, such as u_ticket');
const SYS_ID = z.string().regex(/^[0-9a-f]{32}$/, 'write the 32 hex digits of a sys_id');
/** Says what is so, and is left out where it is not. */
const MARK = z.literal(true, 'write true, or leave it out').exactOptional();
const NAMED = z.strictObject({ sysId: SYS_ID, name: z.string().min(1) });

const COLUMN = z.strictObject({
  name: COLUMN_NAME,
  label: z.string(),
  type: z.string().min(1),
  maxLength: z.int().min(1).exactOptional(),
  mandatory: MARK,
  readOnly: MARK,
  defaultValue: z.string().exactOptional(),
  reference: z.string().min(1).exactOptional(),
  closeStates: z.array(z.string()).exactOptional(),
  choices: z
    .array(z.strictObject({ value: z.string(), label: z.string(), dependent: z.string().exactOptional() }))
    .exactOptional(),
});

const STATE = z.strictObject({
  value: z.string().min(1),
  label: z.string(),
  initial: MARK,
  implementation: MARK,
});

const TRANSITION = z.strictObject({
  from: z.string().min(1),
  to: z.string().min(1),
  automatic: MARK,
  conditions: z.array(z.strictObject({ name: z.string(), query: z.string().min(1) })).exactOptional(),
});

const MODEL = z
  .strictObject({
    ...NAMED.shape,
    preset: z.string(),
    states: z.array(STATE),
    transitions: z.array(TRANSITION),
  })
  .check(({ value: { states, transitions }, issues }) => {
    for (const [index, transition] of transitions.entries()) {
      for (const end of ['from', 'to'] as const) {
        if (states.some(({ value }) => value === transition[end])) continue;
        issues.push({
          code: 'custom',
          input: transition[end],
          path: ['transitions', index, end],
          message: `the model has no state ${transition[end]}`,
        });
      }
    }
  });

const POLICY = z.strictObject({
  name: z.string(),
  table: z.string().min(1),
  conditions: z.string(),
  rules: z.array(z.strictObject({ column: COLUMN_NAME, mandatory: MARK, readOnly: MARK })),
});

const PROFILE = z.strictObject({
  changeGateProfile: z.literal(1, 'this sandbox reads profiles of format 1'),
  readAt: z.string(),
  release: z.string(),
  tables: z.record(z.string(), z.strictObject({ columns: z.array(COLUMN) })),
  models: z.array(MODEL),
  policies: z.array(POLICY),
  groups: z.array(NAMED),
  templates: z.array(NAMED),
  unseen: z.array(z.string()),
});

export type Profile = z.infer<typeof PROFILE>;

/** The profile in a file, which is named relative to the folder of the configuration. */
export function profileFile(folder: string) {
  return z
    .string()
    .min(1)
    .transform((name, context) => {
      try {
        return read(resolve(folder, name), name);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    });
}

/** @param name of the file in messages. @throws Error with each problem behind its place in the file */
function read(path: string, name: string): Profile {
  const file = new ConfigurationFile(path, name);
  const parsed = PROFILE.safeParse(file.value, { error: namingKeys });
  if (parsed.success) return parsed.data;
  throw new Error(file.report(new ConfigurationError(...problemsOf(parsed.error))));
}

/** @returns what the sandbox does otherwise than the instance of the profile, as far as it is known: sentences */
export function takeProfile(instance: ServiceNowInstance, profile: Profile): string[] {
  const unseen = profile.unseen.map((sentence) => `Not in the profile: ${sentence}`);
  return [...unseen, ...takeShape(instance.database, profile)];
}
