import { run } from '@change-gate/core';
import { readContext } from './context.ts';
import { ownInputs, readInputs } from './inputs.ts';
import { createOutputs } from './outputs.ts';
import { enterPhase } from './runner/phase.ts';

const env = enterPhase(process.env);
if (env !== null) {
  process.exitCode = await run({ env, readInputs, ownInputs, readContext, createOutputs });
}
