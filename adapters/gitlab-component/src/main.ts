#!/usr/bin/env node
import { run } from '@change-gate/core';
import { readContext } from './context.ts';
import { ownInputs, readInputs } from './inputs.ts';
import { withoutProjectFiles } from './job/certificates.ts';
import { withCommandOperation } from './job/command.ts';
import { withFileSecrets } from './job/file-secrets.ts';
import { onlyPlayed } from './job/played.ts';
import { createOutputs } from './outputs.ts';

// Unless it gets to its end, it has failed.
process.exitCode = 1;
run({
  env: process.env,
  readInputs: onlyPlayed(
    withoutProjectFiles(withFileSecrets(withCommandOperation(process.argv.slice(2), readInputs))),
  ),
  ownInputs,
  readContext,
  createOutputs,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
