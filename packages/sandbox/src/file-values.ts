import { createPublicKey } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
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

/** The texts of all files of a folder by their paths in it, but for what git and npm keep there; and which are programs. */
export function textFiles(folder: string) {
  return z
    .string()
    .min(1)
    .transform(
      orSay((name) => {
        const root = resolve(folder, name);
        const files = readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
          .filter((path) => !/(^|\/)(\.git|node_modules)\//.test(path));
        return {
          texts: Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), 'utf8')])),
          executable: files.filter((path) => (statSync(join(root, path)).mode & 0o100) !== 0),
        };
      }),
    );
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
function orSay<Read>(read: (value: string) => Read) {
  return (value: string, context: z.RefinementCtx): Read => {
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
