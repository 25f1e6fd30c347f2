import type { Outputs } from '@change-gate/core';

/** Where the program writes. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

interface CliOutputs extends Outputs {
  /** Whether an input was not usable. */
  isMisused(): boolean;
}

/** @param json whether standard output is for the report alone, as JSON; words then go to standard error */
export function outputsOn(terminal: Terminal, json: boolean): CliOutputs {
  const say = json ? terminal.err : terminal.out;
  let misused = false;
  return {
    // A terminal masks nothing; core redacts all that it passes here.
    mask() {},
    info: (line) => say(`${line}\n`),
    warning: (line) => say(`WARNING: ${line}\n`),
    error(line, code) {
      misused ||= code === 'INVALID_INPUT';
      say(`ERROR: ${line}\n`);
    },
    set() {},
    report({ report }) {
      if (json) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
    },
    isMisused: () => misused,
  };
}
