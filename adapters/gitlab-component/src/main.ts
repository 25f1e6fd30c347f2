#!/usr/bin/env node
import { run } from '@change-gate/core';
import { readContext } from './context.ts';
import { ownInputs, readInputs } from './inputs.ts';
import { withoutProjectFiles } from './job/certificates.ts';
import { withOutcomeOfJobs } from './job/closing.ts';
import { withCommandOperation } from './job/command.ts';
import { withFileSecrets } from './job/file-secrets.ts';
import { onlyPlayed } from './job/played.ts';
import { createOutputs } from './outputs.ts';

const { env } = process;
const read = onlyPlayed(
  withoutProjectFiles(withFileSecrets(withCommandOperation(process.argv.slice(2), readInputs))),
);

// Unless it gets to its end, it has failed.
process.exitCode = 1;
withOutcomeOfJobs(read, env, createOutputs(env))
  .then((closing) => {
    if (closing === null) return 0;
    const context = contextWith(closing.reason);
    return run({ env, readInputs: closing.read, ownInputs, readContext: context, createOutputs });
  })
  .then((exitCode) => {
    process.exitCode = exitCode;
  });

/** @param outcomeReason why the deployment that is closed was no success */
function contextWith(outcomeReason: string | undefined): typeof readContext {
  return (...given) => ({ ...readContext(...given), ...(outcomeReason && { outcomeReason }) });
}
