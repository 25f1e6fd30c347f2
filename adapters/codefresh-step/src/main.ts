#!/usr/bin/env node
import { run } from '@change-gate/core';
import { annotateFailure } from './build/annotate-failure.ts';
import { readContext } from './context.ts';
import { ownInputs, readInputs } from './inputs.ts';
import { createOutputs } from './outputs.ts';

// Unless it gets to its end, it has failed.
process.exitCode = 1;
run({ env: process.env, readInputs, ownInputs, readContext, createOutputs }).then(async (exitCode) => {
  process.exitCode = exitCode;
  if (exitCode !== 0) await annotateFailure(process.env);
});
