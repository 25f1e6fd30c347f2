/** Results as outputs, words as log lines and annotations: where the runner's own variables say. */
import { appendFileSync } from 'node:fs';
import { error, info, setOutput, setSecret, warning } from '@actions/core';
import type { CreateOutputs } from '@change-gate/core';
import { escapeLogLine } from './runner/log-line.ts';

const ANNOTATION = { title: 'Change Gate' };

export const createOutputs: CreateOutputs = (env) => ({
  // A mask reaches far: an output that holds one is dropped. So only secrets are masked, never a name or an id.
  mask: (secret) => setSecret(secret),
  info: (line) => info(escapeLogLine(line)),
  warning: (line) => warning(line, ANNOTATION),
  error: (line) => error(line, ANNOTATION),
  set(outputs) {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  },
  async report({ verdict, markdown }) {
    setOutput('checked', verdict);
    if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, markdown);
  },
});
