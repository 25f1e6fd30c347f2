/** Results as Codefresh variables, words in the build's log, and the change's link on the step. */
import type { CreateOutputs, Environment, GateOutputs } from '@change-gate/core';
import { exportVariables } from './build/exports.ts';
import { type Level, logLevel } from './build/log-level.ts';

/** The original step's users know the first two by these names. */
const NAMES: Readonly<Record<keyof GateOutputs, string>> = {
  'change-number': 'CR_NUMBER',
  'change-sys-id': 'CR_SYSID',
  'change-url': 'CR_URL',
  state: 'CR_STATE',
  approval: 'CR_APPROVAL',
  decision: 'CR_DECISION',
  reason: 'CR_REASON',
  evidence: 'CR_EVIDENCE',
  'rollback-to': 'CR_ROLLBACK_TO',
  separation: 'CR_SEPARATION',
};

/** The one step of `step.yaml`'s template. */
const SUB_STEP = 'change_gate';

export const createOutputs: CreateOutputs = (env) => {
  const says = (level: Level) => LEVELS.indexOf(level) >= LEVELS.indexOf(levelOf(env));
  return {
    // Codefresh masks only what is declared encrypted in the pipeline; core redacts all that it passes here.
    mask() {},
    info: (line) => says('info') && print(line),
    warning: (line) => says('warning') && print(`WARNING: ${line}`),
    error: (line) => print(`ERROR: ${line}`),
    set(outputs) {
      const results = Object.entries(outputs).map(([name, value]) => [
        NAMES[name as keyof GateOutputs],
        value,
      ]);
      // `<step>_CF_OUTPUT_URL` is the link that Codefresh shows on a step (the original step uses it so).
      const url = outputs['change-url'];
      const steps = url === '' ? [] : [SUB_STEP, env.CF_STEP_NAME ?? SUB_STEP];
      const links = steps.map((step) => [`${step}_CF_OUTPUT_URL`, url]);
      exportVariables(Object.fromEntries([...results, ...links]), env);
    },
  };
};

const LEVELS: readonly Level[] = ['debug', 'info', 'warning', 'error', 'critical'];

/** Read here and not as an input: there are words to be said before inputs are parsed, which also checks it. */
function levelOf(env: Environment): Level {
  return logLevel(env.CHANGE_GATE_LOG_LEVEL ?? '') ?? 'info';
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
