import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes variables of type File where a runner keeps them.
 * @fact A variable of type File | holds the path of a file with its value, in `CI_PROJECT_DIR` with `.tmp` behind it, named like the
 *   variable | source | gitlab-runner, common/build.go, `TmpProjectDir`; shells/bash.go, `Variable`
 * @param folder the job's
 * @param values by variable
 * @returns the paths, by variable
 */
export async function writeVariableFiles(
  folder: string,
  values: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const temporary = `${folder}.tmp`;
  await mkdir(temporary, { recursive: true });
  const written = Object.entries(values).map(async ([name, value]) => {
    const path = join(temporary, name);
    await writeFile(path, value);
    return [name, path] as const;
  });
  return Object.fromEntries(await Promise.all(written));
}
