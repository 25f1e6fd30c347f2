/** Results as Codefresh variables, words in the build's log, and the change's link on the step. */
import type { CreateOutputs, Environment, GateOutputs } from '@change-gate/core';
import { Annotations } from './build/annotations.ts';
import { exportVariables } from './build/exports.ts';
import { type Level, logLevel } from './build/log-level.ts';
import { readContext } from './context.ts';

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
      exportVariables({ ...Object.fromEntries(results), ...linkTo(outputs['change-url'], env) }, env);
    },
    async report({ verdict, summary, report }) {
      exportVariables({ CR_CHECKED: verdict, ...linkTo(report.instance, env) }, env);
      const { build, server } = readContext(env, {});
      await new Annotations(build.id, server, env).set('CHANGE_CHECKED', summary);
    },
  };
};

/** `<step>_CF_OUTPUT_URL` is the link that Codefresh shows on a step (the original step uses it so). */
function linkTo(url: string, { CF_STEP_NAME: name = SUB_STEP }: Environment): Record<string, string> {
  const steps = url === '' ? [] : [SUB_STEP, name];
  return Object.fromEntries(steps.map((step) => [`${step}_CF_OUTPUT_URL`, url]));
}

const LEVELS: readonly Level[] = ['debug', 'info', 'warning', 'error', 'critical'];

/** Read here and not as an input: there are words to be said before inputs are parsed, which also checks it. */
function levelOf(env: Environment): Level {
  return logLevel(env.CHANGE_GATE_LOG_LEVEL ?? '') ?? 'info';
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
