import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';

/** What a fault does to a request. */
export type FaultEffect =
  /** Answers only after this many milliseconds of real time. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Answers with a status in place of the server's own answer; `Retry-After` in seconds. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number; readonly body?: string }
  /** Answers with a page, as proxies and login screens do. */
  | { readonly kind: 'html'; readonly status: number; readonly html: string }
  /** Resets the connection. */
  | { readonly kind: 'reset' };

export interface Fault {
  readonly effect: FaultEffect;
  /** Any when left out. */
  readonly method?: string;
  /** Against the path without its query: a text that it must begin with, or a pattern. Any when left out. */
  readonly path?: string | RegExp;
  /** How many requests it hits; 1 when left out, `Infinity` until it is removed. */
  readonly times?: number;
  /** Lets the server do its work first: the request arrives, and its answer is lost. */
  readonly afterHandling?: boolean;
}

interface ActiveFault {
  readonly fault: Fault;
  left: number;
}

/** The faults of one server, on demand. Of several that match, the oldest hits. */
export class Faults {
  #active: ActiveFault[] = [];

  /** @returns a function that removes it */
  inject(fault: Fault): () => void {
    const active: ActiveFault = { fault, left: fault.times ?? 1 };
    this.#active.push(active);
    return () => {
      this.#active = this.#active.filter((other) => other !== active);
    };
  }

  clear(): void {
    this.#active = [];
  }

  middleware(): MiddlewareHandler<{ Bindings: HttpBindings }> {
    return async (c, next) => {
      const fault = this.#take(c.req.method, c.req.path);
      if (fault === undefined) return next();
      if (fault.afterHandling || fault.effect.kind === 'latency') await next();
      const answer = await strike(fault.effect, c.env.incoming.socket);
      if (answer === undefined) return undefined;
      // Cleared first: Hono would keep the headers of the answer that is lost.
      c.res = undefined;
      c.res = answer;
      return undefined;
    };
  }

  #take(method: string, path: string): Fault | undefined {
    const hit = this.#active.find(({ fault }) => matches(fault, method, path));
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#active = this.#active.filter((other) => other !== hit);
    return hit.fault;
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? path.startsWith(fault.path) : fault.path.test(path);
}

/** @returns the answer that takes the place of the server's own; undefined to leave that one */
async function strike(
  effect: FaultEffect,
  socket: HttpBindings['incoming']['socket'],
): Promise<Response | undefined> {
  switch (effect.kind) {
    case 'latency':
      await wait(effect.ms);
      return undefined;
    case 'status': {
      const headers = new Headers({ 'Content-Type': 'application/json' });
      if (effect.retryAfter !== undefined) headers.set('Retry-After', String(effect.retryAfter));
      return new Response(effect.body ?? '', { status: effect.status, headers });
    }
    case 'html':
      return new Response(effect.html, {
        status: effect.status,
        headers: { 'Content-Type': 'text/html;charset=UTF-8' },
      });
    case 'reset':
      if ('resetAndDestroy' in socket) socket.resetAndDestroy();
      return RESPONSE_ALREADY_SENT;
  }
}
