import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Settings, Switches } from './behaviours/switch.ts';

/** A TCP port; 0 for a free one. */
export const PORT = z.int().min(0).max(65_535);

/** A length of time, of the sandbox's. */
export const MILLISECONDS = z.int('write whole milliseconds').min(0, 'no time is shorter than 0 ms');

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
    .transform(orSay((name) => readFileSync(resolve(folder, name), 'utf8')));
}

/** A public key as PEM: the text itself, or the file that holds it. A private key stands for its public one. */
export function publicKey(folder: string) {
  return z
    .string()
    .min(1)
    .transform(
      orSay((given) => {
        const pem = given.includes('-----BEGIN') ? given : readFileSync(resolve(folder, given), 'utf8');
        return pemOf(pem);
      }),
    );
}

/** @throws Error when it holds no key */
function pemOf(text: string): string {
  try {
    return createPublicKey(text).export({ type: 'spki', format: 'pem' }).toString();
  } catch (error) {
    throw new Error(`it is no key in PEM: ${(error as Error).message}`, { cause: error });
  }
}

/** What `read` throws is told as a problem of the value. */
function orSay(read: (value: string) => string) {
  return (value: string, context: z.RefinementCtx): string => {
    try {
      return read(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  };
}

/** Refuses a name in this list of a pipeline's that is none of its `variables`. */
export function namesOfVariables<Key extends string>(key: Key) {
  return (
    pipeline: Readonly<Record<Key, readonly string[]>> & {
      readonly variables: Readonly<Record<string, string>>;
    },
    context: z.RefinementCtx,
  ): void => {
    pipeline[key].forEach((name, index) => {
      if (Object.hasOwn(pipeline.variables, name)) return;
      const message = `${name} is no variable of this pipeline: add it under \`variables\`, like \`${name}: VALUE\``;
      context.addIssue({ code: 'custom', path: [key, index], message });
    });
  };
}

/** What `behaviours` of a server may set: the settings of its switches. */
export function settings<All extends Switches>(switches: All) {
  const names = Object.entries(switches).map(([name, { settings }]) => [
    name,
    z.enum(Object.keys(settings)).exactOptional(),
  ]);
  return z
    .strictObject(Object.fromEntries(names))
    .default({})
    .transform((chosen) => chosen as Partial<Settings<All>>);
}
