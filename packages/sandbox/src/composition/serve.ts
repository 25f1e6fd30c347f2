import { dirname } from 'node:path';
import { defaultConfiguration, parseConfiguration } from './configuration/configuration.ts';
import { ConfigurationFile } from './configuration/configuration-file.ts';
import { Recording } from './configuration/recording.ts';
import {
  type ConfiguredOptions,
  type ConfiguredSandbox,
  serverUrls,
  startConfigured,
} from './start-configured.ts';

/** The options of the command line. */
export interface ServeOptions {
  readonly config?: string;
  /** Of the board. */
  readonly port: string;
  readonly record?: string;
}

/**
 * Serves a sandbox until `stopped`, and writes its URLs to standard output, and to standard error what people should know of it.
 * @throws Error whose message says what cannot be done, and where that stands in the file
 */
export async function serve({ config, port, record }: ServeOptions, stopped: Promise<void>): Promise<void> {
  const options = { boardPort: portNumber(port), ...(record !== undefined && { recording: open(record) }) };
  const { sandbox, board, notes, close } = await start(config, options);
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(`${JSON.stringify({ board: board.url, ...serverUrls(sandbox) })}\n`);
  await stopped;
  await close();
}

async function start(config: string | undefined, options: ConfiguredOptions): Promise<ConfiguredSandbox> {
  if (config === undefined) return startConfigured(defaultConfiguration(), options).catch(explain);
  const file = new ConfigurationFile(config);
  try {
    return await startConfigured(parseConfiguration(file.value, dirname(config)), options).catch(explain);
  } catch (cause) {
    throw new Error(file.report(cause), { cause });
  }
}

function explain(cause: NodeJS.ErrnoException & { readonly port?: number }): never {
  if (cause.code !== 'EADDRINUSE') throw cause;
  throw new Error(`Port ${cause.port} is taken: choose another, or 0 for a free one`, { cause });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error('--port takes a number from 0 to 65535');
  }
  return port;
}

function open(record: string): Recording {
  try {
    return new Recording(record);
  } catch (cause) {
    throw new Error(`--record: ${(cause as Error).message}`, { cause });
  }
}
