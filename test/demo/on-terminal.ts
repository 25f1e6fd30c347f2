import { existsSync } from 'node:fs';

/** Of util-linux: runs a command on a terminal of its own, which it types its standard input into. */
const SCRIPT = '/usr/bin/script';

/** Why nothing can be run on a terminal, for a test's name; empty when it can. */
export const NO_TERMINAL = existsSync(SCRIPT) ? '' : ` (no ${SCRIPT}: apt-get install bsdutils)`;

/** @returns the command that runs a shell's command on a terminal */
export function onTerminal(command: string): [program: string, ...args: string[]] {
  return [SCRIPT, '-qec', command, '/dev/null'];
}
