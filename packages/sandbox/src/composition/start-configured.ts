import { type Board, startBoard } from '../board/server/board.ts';
import { ciOptions, ciPipelines, enterVariables, pushBranches } from './ci-sections.ts';
import type { Configuration } from './configuration/configuration.ts';
import { runFaultScript } from './configuration/faults.ts';
import type { Recording } from './configuration/recording.ts';
import { fillInUrls } from './configuration/server-urls.ts';
import { seedInstance } from './configuration/service-now-section.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

export interface ConfiguredSandbox {
  readonly sandbox: Sandbox;
  readonly board: Board;
  /** What people should know of it: sentences. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

export interface ConfiguredOptions {
  /** A free one when left out. */
  readonly boardPort?: number;
  readonly recording?: Recording;
}

/**
 * Starts the sandbox that a configuration describes, and its board.
 * @throws Error naming the part of the configuration that cannot be done; nothing is left running then
 */
export async function startConfigured(
  configuration: Configuration,
  { boardPort, recording }: ConfiguredOptions = {},
): Promise<ConfiguredSandbox> {
  const { port, nodes, behaviours, tls } = configuration.serviceNow;
  const onRequest = (server: string) => (recording === undefined ? {} : { onRequest: recording.of(server) });
  const sandbox = await startSandbox({
    serviceNow: {
      behaviours,
      tls: tls !== undefined,
      ...(port && { port }),
      ...(nodes && { nodes }),
      ...onRequest('serviceNow'),
    },
    ...ciOptions(configuration, onRequest),
  });
  try {
    const known = fillInUrls(configuration, serverUrls(sandbox));
    const notes = seedInstance(sandbox.serviceNow, known.serviceNow);
    enterVariables(sandbox, known);
    pushBranches(sandbox, known);
    const servers = new Map([
      ['serviceNow', sandbox.serviceNow.faults],
      ...sandbox.ciPanels.map((panel) => [panel.key, panel.faults] as const),
    ]);
    runFaultScript(configuration.faults, servers, sandbox.clock);
    const startablePipelines = ciPipelines(sandbox, known);
    const board = await startBoard(sandbox, { startablePipelines, ...(boardPort && { port: boardPort }) });
    const close = async () => {
      await board.close();
      await sandbox.close();
    };
    return { sandbox, board, notes, close };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** By the names of their sections. */
export function serverUrls({ serviceNow, ciPanels }: Sandbox): Record<string, string> {
  return { serviceNow: serviceNow.url, ...Object.fromEntries(ciPanels.map(({ key, url }) => [key, url])) };
}
