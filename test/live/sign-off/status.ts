/** The README's table of what was tried where, when and by which suite: made of the sign-offs in `docs/tried`. */
import { parseSignOff, type SignOff } from './sign-off.ts';

/** So begins the name of what is only observed. */
export const OBSERVATION = 'observe-';

const HEAD = ['ServiceNow', 'Change Gate app', 'CI', 'tried', 'with suite', 'outcome'];

const NEVER = 'Nobody has signed off a run on a live instance yet: **never tried**.';

/**
 * @param signOffs texts by their file's name
 * @throws Error that names the file which is none, or is of a sandbox: that is no news of a live instance
 */
export function statusOf(signOffs: Readonly<Record<string, string>>): string {
  const rows = Object.entries(signOffs).map(([file, text]) => read(file, text));
  if (rows.length === 0) return NEVER;
  const newestFirst = rows.toSorted((one, other) => other.on.localeCompare(one.on));
  const lines = [HEAD, HEAD.map(() => '---'), ...newestFirst.map(cells)];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function read(file: string, text: string): SignOff {
  try {
    const signOff = parseSignOff(text);
    if (signOff.of === 'sandbox')
      throw new Error('it is of a run against loopback, which counts for nothing');
    return signOff;
  } catch (cause) {
    throw new Error(`docs/tried/${file} is no sign-off of a live run: ${(cause as Error).message}`, {
      cause,
    });
  }
}

function cells({ instance, ci, on, suite, scenarios, left }: SignOff): string[] {
  const held = scenarios.filter(({ outcome }) => outcome === 'holds').length;
  // What is only observed is no claim, seen or not.
  const claims = scenarios.filter(({ name }) => !name.startsWith(OBSERVATION)).length;
  const others = scenarios
    .filter(({ outcome }) => outcome !== 'holds')
    .map(
      ({ name, outcome, observed }) =>
        `\`${name}\` ${outcome.replaceAll('-', ' ')}${observed === undefined ? '' : ` ${observed}`}`,
    );
  return [
    releaseOf(instance.release),
    instance.app || 'not told',
    `${ci.name} ${ci.version}`.trim(),
    on,
    suite,
    [`${held} of ${claims} hold`, ...others, ...(left > 0 ? [`${left} left, for a person to end`] : [])].join(
      '; ',
    ),
  ];
}

/** `glide-zurich-07-01-2025__patch7b-hotfix1-05-18-2026` is Zurich patch 7b hotfix 1. */
function releaseOf(buildTag: string): string {
  const [, family = '', patch, hotfix] =
    /^glide-([a-z]+)-.*__patch(\d+[a-z]?)(?:-hotfix(\w+))?/.exec(buildTag) ?? [];
  if (family === '') return 'not told';
  const name = `${family[0]?.toUpperCase()}${family.slice(1)} patch ${patch}`;
  return hotfix === undefined ? name : `${name} hotfix ${hotfix}`;
}
