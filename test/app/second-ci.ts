/** A CI server beside the sandbox's, which may take connections and never answer. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from './app.ts';
import { wait } from './waiting.ts';

/** Socket timeout of the app, and more. */
export const TIMEOUT_MS = 10_000;

let builds = 0;

/** Speaks as Codefresh does, and knows of each build how often it was told. */
export class SecondCi {
  readonly told = new Map<string, number>();
  /** Whether it answers. */
  isUp = true;
  /** Sandbox time after which it cuts off what it does not answer, in ms. */
  silentFor = TIMEOUT_MS;
  mostHeld = 0;
  /** Requests that it has let go without an answer. */
  silences = 0;
  /** sys_id of the CI server in the allow-list. */
  server = '';
  readonly #app: App;
  /** Requests that it has taken and not answered. */
  readonly #held = new Set<ServerResponse>();
  #onHeld = (): void => {};
  readonly #http = createServer((request, response) => this.#take(request, response));

  private constructor(app: App) {
    this.#app = app;
  }

  /** One that listens, and is in the app's allow-list. */
  static async start(app: App, name: string): Promise<SecondCi> {
    const ci = new SecondCi(app);
    await new Promise<void>((resolve) => ci.#http.listen(0, '127.0.0.1', resolve));
    const base_url = `http://127.0.0.1:${(ci.#http.address() as AddressInfo).port}/api`;
    ci.server = app.listServer({ name, ci: 'codefresh', base_url });
    return ci;
  }

  close(): void {
    this.#http.close();
    this.#http.closeAllConnections();
  }

  /** So many builds of this CI wait for a change. */
  wait(number: string, count = 1): void {
    for (let index = 0; index < count; index += 1) {
      builds += 1;
      wait(this.#app, number, `ff${builds.toString(16).padStart(22, '0')}`, this.server);
    }
  }

  /** Resolves when it holds so many requests. */
  async holds(count: number): Promise<void> {
    while (this.#held.size < count)
      await new Promise<void>((resolve) => {
        this.#onHeld = resolve;
      });
  }

  /** Cuts off what it holds, and from now on what it takes, without an answer. */
  letGo(): void {
    this.silentFor = 0;
    for (const response of this.#held) this.#cut(response);
  }

  #cut(response: ServerResponse): void {
    if (!this.#held.delete(response)) return;
    this.silences += 1;
    response.destroy();
  }

  #take({ url = '' }: IncomingMessage, response: ServerResponse): void {
    if (!this.isUp) {
      this.#held.add(response);
      this.mostHeld = Math.max(this.#held.size, this.mostHeld);
      const { clock } = this.#app.sandbox;
      clock.at(new Date(clock.now().getTime() + this.silentFor), () => this.#cut(response));
      this.#onHeld();
      return;
    }
    const [build = ''] = /[0-9a-f]{24}/.exec(url) ?? [];
    const isDecision = url.includes('/pending-approval/');
    if (isDecision) this.told.set(build, (this.told.get(build) ?? 0) + 1);
    const status = this.told.has(build) ? 'running' : 'pending-approval';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(url.includes('/annotations') ? [] : { status }));
  }
}
