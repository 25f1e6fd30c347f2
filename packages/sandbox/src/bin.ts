#!/usr/bin/env node
/** `change-gate-sandbox`: the sandbox as a process of its own, for pipelines and tests that are not in Node. */
import { parseArgs } from 'node:util';
import { defaultConfiguration, readConfiguration } from './configuration/configuration.ts';
import { Recording } from './configuration/recording.ts';
import { untilStopped } from './process/stop.ts';
import { startConfigured } from './start-configured.ts';

const HELP = `change-gate-sandbox [options]

Starts a ServiceNow instance, the CI servers that the configuration names, and the change board, on loopback.
Writes one line of JSON with their URLs once all of them answer, and stays until it is stopped.

  --config FILE  what the sandbox holds, in YAML or JSON: docs/sandbox.md
  --port NUMBER  the board's port; a free one when left out
  --record FILE  writes each request there, one JSON object a line, without credentials
  --help         this text
`;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({
      options: {
        config: { type: 'string' },
        port: { type: 'string', default: '0' },
        record: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    await serve(values.config, Number(values.port), values.record);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

async function serve(
  config: string | undefined,
  boardPort: number,
  record: string | undefined,
): Promise<void> {
  if (!Number.isInteger(boardPort) || boardPort < 0 || boardPort > 65_535) {
    throw new Error('--port takes a number from 0 to 65535');
  }
  const stopped = untilStopped();
  const configuration = config === undefined ? defaultConfiguration() : readConfiguration(config);
  const recording = record === undefined ? {} : { recording: new Recording(record) };
  const { sandbox, board, close } = await startConfigured(configuration, { boardPort, ...recording });
  const urls = {
    board: board.url,
    serviceNow: sandbox.serviceNow.url,
    ...Object.fromEntries(sandbox.lanes.map(({ key, url }) => [key, url])),
  };
  process.stdout.write(`${JSON.stringify(urls)}\n`);
  await stopped;
  await close();
}
