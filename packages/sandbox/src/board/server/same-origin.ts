import type { MiddlewareHandler } from 'hono';

/**
 * Lets only this very page talk to the board. A web site elsewhere that names a host which resolves to
 * 127.0.0.1 (DNS rebinding) sends its own name as Host; one that posts across origins sends its own Origin, and
 * cannot send JSON without a preflight that nobody answers.
 */
export function sameOrigin(port: () => number): MiddlewareHandler {
  return async (c, next) => {
    const hosts = ['127.0.0.1', 'localhost'].map((host) => `${host}:${port()}`);
    const host = c.req.header('host') ?? '';
    if (!hosts.includes(host))
      return c.text(`The change board answers at ${hosts.join(' and ')} only.\n`, 403);
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) {
      return c.text('The change board takes requests from its own page only.\n', 403);
    }
    if (c.req.method !== 'GET' && !/^application\/json(;|$)/.test(c.req.header('content-type') ?? '')) {
      return c.text('The change board takes application/json only.\n', 415);
    }
    return next();
  };
}
