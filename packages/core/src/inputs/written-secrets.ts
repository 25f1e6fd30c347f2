/**
 * Secrets in what is written into a change, where everybody who sees the change reads them. Nobody puts them there on purpose: a CI
 * fills variables in, on GitLab also those that a text of others names, as the title of a commit may.
 */
import type { InputSource } from '../adapter.ts';
import type { InputDeclarations } from './declaration.ts';

const WRITTEN = ['data', 'tasks', 'work-notes', 'comments', 'close-notes'];

/** A shorter secret may stand in ordinary words. */
const MIN_LENGTH = 8;

/** @returns a problem for each text that holds a secret of the same step, as it is */
export function writtenSecrets(
  { values, displayName }: InputSource,
  declarations: InputDeclarations,
): string[] {
  const secrets = Object.entries(values).filter(
    ([name, value = '']) => declarations[name]?.secret === true && value.length >= MIN_LENGTH,
  );
  return WRITTEN.flatMap((name) => {
    const secret = secrets.find(([, value = '']) => values[name]?.includes(value));
    if (secret === undefined) return [];
    return [
      `${displayName(name)}: holds what ${displayName(secret[0])} holds, and everybody who sees the change would read it. ` +
        'Leave out the text that names this secret, or that others have written',
    ];
  });
}
