/** The change board: a page on loopback that shows a sandbox live, and lets people act in it. */
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { SandboxClock } from '../../clock.ts';
import { listen } from '../../http/server.ts';
import type { ServiceNowInstance } from '../../servicenow/index.ts';
import type { CiPanel } from '../ci-panel.ts';
import type { ActionAnswer, CiSummary } from '../protocol.ts';
import type { StartablePipeline } from '../startable-pipeline.ts';
import { BOARD_ACTION } from './board-action.ts';
import { BoardUpdates } from './board-updates.ts';
import { changeDetail } from './changes.ts';
import { CiFaults } from './ci-faults.ts';
import { page } from './page-files.ts';
import { type ActionContext, performAction } from './perform-action.ts';

/** The servers that a board shows, and their clock. A `Sandbox` has all of them. */
export interface BoardSubject {
  readonly serviceNow: ServiceNowInstance;
  readonly ciPanels: readonly CiPanel[];
  readonly clock: SandboxClock;
}

export interface BoardOptions {
  /** A free one when left out. */
  readonly port?: number;
  readonly startablePipelines?: readonly StartablePipeline[];
}

export interface Board {
  readonly url: string;
  /** Ends the page's server; the sandbox goes on. */
  close(): Promise<void>;
}

/** Changes that follow each other within this time are one message. */
const COALESCE_MS = 50;

/**
 * Starts the change board of a sandbox on a loopback port.
 * @throws Error when the page is not built, or the port is taken
 */
export async function startBoard(subject: BoardSubject, options: BoardOptions = {}): Promise<Board> {
  const { serviceNow: instance, clock, ciPanels: panels } = subject;
  const { startablePipelines = [] } = options;
  const faults = new CiFaults();
  const describeCis = () => panels.map((panel) => describe(panel, faults, startablePipelines));
  const updates = new BoardUpdates(instance, clock, panels, describeCis);
  const context = {
    instance,
    clock,
    panels,
    faults,
    startablePipelines,
    cisChanged: () => updates.cisChanged(),
  };

  const app = new Hono();
  app.route('/', page());
  app.mount('/api/forms', instance.forms);
  app.route('/api', api(updates, context));
  const server = await listen(app, options.port).catch((error: unknown) => {
    updates.close();
    throw error;
  });
  return {
    url: server.url,
    close() {
      updates.close();
      return server.close();
    },
  };
}

function describe(
  panel: CiPanel,
  faults: CiFaults,
  startablePipelines: readonly StartablePipeline[],
): CiSummary {
  const { key, name, url } = panel;
  const own = startablePipelines
    .filter((pipeline) => pipeline.ci === key)
    .map(({ id, label }) => ({ id, label }));
  return { key, name, url, fault: faults.of(panel), startablePipelines: own };
}

function api(updates: BoardUpdates, context: ActionContext): Hono {
  const app = new Hono();

  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const { snapshot, unsent, end } = updates.subscribe();
      const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
      stream.onAbort(abort);
      try {
        await stream.writeSSE({ event: 'snapshot', data: JSON.stringify(snapshot) });
        while (!stream.aborted) {
          await Promise.race([unsent.filled, aborted]);
          await wait(COALESCE_MS);
          // A page that reads slowly gets fewer and larger messages: what happens meanwhile is in the next.
          await stream.writeSSE({
            event: 'update',
            data: JSON.stringify(unsent.take((all) => updates.read(all))),
          });
        }
      } finally {
        end();
      }
    }),
  );

  app.get('/changes/:number', (c) => {
    const number = c.req.param('number');
    const detail = changeDetail(context.instance.database, number);
    return detail === undefined ? c.json({ message: `There is no change ${number}` }, 404) : c.json(detail);
  });

  app.get('/log/:ci/:id', (c) => {
    const { ci: key, id } = c.req.param();
    const panel = context.panels.find((one) => one.key === key);
    return c.text(tail(panel?.log(id) ?? ''));
  });

  // A form of another site's page can send no XML.
  app.post('/update-sets', async (c) => {
    if (!/^(application|text)\/xml(;|$)/.test(c.req.header('content-type') ?? '')) {
      return c.json({ message: 'Send the XML of an update set, as application/xml' }, 415);
    }
    const collisions = c.req.query('collisions') === 'skip' ? 'skip' : 'accept';
    const xml = await c.req.text();
    try {
      const { name, version, ...preview } = context.instance.importUpdateSet(xml, { collisions });
      return c.json({ message: `Imported ${name} ${version}`, ...preview });
    } catch (error) {
      return c.json({ message: (error as Error).message } satisfies ActionAnswer, 409);
    }
  });

  app.post('/actions', async (c) => {
    // A form of another site's page can send no JSON.
    if (!/^application\/json(;|$)/.test(c.req.header('content-type') ?? '')) {
      return c.text('The change board takes application/json only.\n', 415);
    }
    const action = BOARD_ACTION.safeParse(await c.req.json().catch(() => undefined));
    if (!action.success) return c.json({ message: `Not an action: ${action.error.issues[0]?.message}` }, 400);
    try {
      return c.json(await performAction(action.data, context));
    } catch (error) {
      return c.json({ message: (error as Error).message } satisfies ActionAnswer, 409);
    }
  });
  return app;
}

const TAIL_LINES = 200;

function tail(log: string): string {
  return log.split('\n').slice(-TAIL_LINES).join('\n');
}
