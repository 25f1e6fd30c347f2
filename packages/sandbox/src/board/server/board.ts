/** The change board: a page on loopback that shows a sandbox live, and lets people act in it. */
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { SandboxClock } from '../../clock.ts';
import { listen } from '../../http/server.ts';
import type { ServiceNowInstance } from '../../servicenow/instance.ts';
import type { Lane } from '../lane.ts';
import type { ActAnswer, LaneSummary } from '../protocol.ts';
import type { Starter } from '../starter.ts';
import { ACT } from './act.ts';
import { changeDetail } from './changes.ts';
import { Feed } from './feed.ts';
import { LaneFaults } from './lane-faults.ts';
import { page } from './page-files.ts';
import { type ActContext, perform } from './perform.ts';
import { sameOrigin } from './same-origin.ts';

/** What the board shows: a `Sandbox` has all of it. */
export interface BoardSubject {
  readonly serviceNow: ServiceNowInstance;
  readonly lanes: readonly Lane[];
  readonly clock: SandboxClock;
}

export interface BoardOptions {
  /** A free one when left out. */
  readonly port?: number;
  readonly starters?: readonly Starter[];
}

export interface Board {
  readonly url: string;
  /** Ends the page's server; the sandbox goes on. */
  close(): Promise<void>;
}

/** Changes that follow each other within this time are one message. */
const COALESCE_MS = 50;

/** @throws Error when the page is not built, or the port is taken */
export async function startBoard(subject: BoardSubject, options: BoardOptions = {}): Promise<Board> {
  const { serviceNow: instance, clock, lanes } = subject;
  const { starters = [] } = options;
  const faults = new LaneFaults();
  const describeLanes = () => lanes.map((lane) => describe(lane, faults, starters));
  const feed = new Feed(instance, clock, lanes, describeLanes);
  const context = { instance, clock, lanes, faults, starters, lanesChanged: () => feed.lanesChanged() };

  let port = 0;
  const app = new Hono();
  app.use(sameOrigin(() => port));
  app.route('/', page());
  app.route('/api', api(feed, context));
  const server = await listen(app, options.port).catch((error: unknown) => {
    feed.close();
    throw error;
  });
  port = Number(new URL(server.url).port);
  return {
    url: server.url,
    close() {
      feed.close();
      return server.close();
    },
  };
}

function describe(lane: Lane, faults: LaneFaults, starters: readonly Starter[]): LaneSummary {
  const { key, name, url } = lane;
  const own = starters.filter((starter) => starter.lane === key).map(({ id, label }) => ({ id, label }));
  return { key, name, url, fault: faults.of(lane), starters: own };
}

function api(feed: Feed, context: ActContext): Hono {
  const app = new Hono();

  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const { snapshot, backlog, end } = feed.subscribe();
      const { promise: aborted, resolve: abort } = Promise.withResolvers<void>();
      stream.onAbort(abort);
      try {
        await stream.writeSSE({ event: 'snapshot', data: JSON.stringify(snapshot) });
        while (!stream.aborted) {
          await Promise.race([backlog.filled, aborted]);
          await wait(COALESCE_MS);
          // A page that reads slowly gets fewer and larger messages: what happens meanwhile is in the backlog.
          await stream.writeSSE({
            event: 'update',
            data: JSON.stringify(backlog.take((all) => feed.read(all))),
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

  app.get('/log/:lane/:id', (c) => {
    const { lane: key, id } = c.req.param();
    const lane = context.lanes.find((one) => one.key === key);
    return c.text(tail(lane?.log(id) ?? ''));
  });

  app.post('/acts', async (c) => {
    const act = ACT.safeParse(await c.req.json().catch(() => undefined));
    if (!act.success) return c.json({ message: `Not an act: ${act.error.issues[0]?.message}` }, 400);
    try {
      return c.json(await perform(act.data, context));
    } catch (error) {
      return c.json({ message: (error as Error).message } satisfies ActAnswer, 409);
    }
  });
  return app;
}

const TAIL_LINES = 200;

function tail(log: string): string {
  return log.split('\n').slice(-TAIL_LINES).join('\n');
}
