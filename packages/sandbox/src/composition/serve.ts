import { dirname } from 'node:path';
import {
  type Configuration,
  defaultConfiguration,
  parseConfiguration,
} from './configuration/configuration.ts';
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
  if (config === undefined) return startNaming(defaultConfiguration(), options);
  const file = new ConfigurationFile(config);
  try {
    return await startNaming(parseConfiguration(file.value, dirname(config)), options);
  } catch (cause) {
    throw new Error(file.report(cause), { cause });
  }
}

/** Names what asks for a port that is taken. */
async function startNaming(
  configuration: Configuration,
  options: ConfiguredOptions,
): Promise<ConfiguredSandbox> {
  try {
    return await startConfigured(configuration, options);
  } catch (cause) {
    const { code, port } = cause as NodeJS.ErrnoException & { readonly port?: number };
    if (code !== 'EADDRINUSE') throw cause;
    const asking = Object.entries(configuration).find(
      ([, section]) => section !== undefined && 'port' in section && section.port === port,
    );
    const key = asking === undefined ? '`--port`' : `\`${asking[0]}.port\``;
    throw new Error(`Port ${port} of ${key} is taken: choose another, or 0 for a free one`, { cause });
  }
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
