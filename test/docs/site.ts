/** The built site, and a server for it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../../docs/dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** @param pattern of files below dist @returns their texts, by their paths */
export function built(pattern: string): Record<string, string> {
  const paths = globSync(pattern, { cwd: DIST }).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(DIST + path, 'utf8')]));
}

/** Serves the files as they are, as any web server does. */
export async function serveSite(): Promise<{ url: string; close(): void }> {
  const server: Server = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const file = DIST + (pathname.endsWith('/') ? `${pathname}index.html` : pathname).slice(1);
    if (file.includes('..') || !existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? '' }).end(readFileSync(file));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
