#!/usr/bin/env node
/** `change-gate-sandbox`: the sandbox as a process of its own, for pipelines and tests that are not in Node. */
import { parseArgs } from 'node:util';
import { waitForStop } from './process/stop.ts';

const HELP = `change-gate-sandbox [options]

Starts a ServiceNow instance, the CI servers that the configuration names, and the change board, on loopback.
Writes one line of JSON with their URLs once all of them answer, and stays until it is stopped or, where its
standard input is a pipe, that closes.

  --config FILE  what the sandbox holds, in YAML or JSON (docs/sandbox.md, Configuration);
                 without it an instance as it comes, and no CI server
  --port NUMBER  the board's port; a free one when left out
  --record FILE  writes each request there, one JSON object a line, without credentials
  --stay         goes on when its standard input closes
  --help         this text
`;

process.exitCode = await main();

/** @returns the exit code */
async function main(): Promise<number> {
  try {
    const { node } = process.versions;
    // As `engines` in package.json.
    if (Number.parseInt(node, 10) < 24) {
      throw new Error(`change-gate-sandbox needs Node 24 or newer, and this is Node ${node}.`);
    }
    const values = options();
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    const stopped = waitForStop(values);
    // All the rest takes a while to load, and `--help` needs none of it.
    const { serve } = await import('./composition/serve.ts');
    await serve(values, stopped);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

function options() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string' },
        port: { type: 'string', default: '0' },
        record: { type: 'string' },
        stay: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new Error(`${(cause as Error).message}. \`--help\` lists what there is.`, { cause });
  }
}
