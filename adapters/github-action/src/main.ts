import { run } from '@change-gate/core';
import { readContext } from './context.ts';
import { ownInputs, readInputs } from './inputs.ts';
import { createOutputs } from './outputs.ts';
import { afterJob } from './runner/after-job.ts';

// Given by post.js.
const env =
  process.argv[2] === 'post' ? afterJob(process.env, createOutputs(process.env).warning) : process.env;
if (env !== null) {
  // Unless it gets to its end, it has failed.
  process.exitCode = 1;
  run({ env, readInputs, ownInputs, readContext, createOutputs }).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
