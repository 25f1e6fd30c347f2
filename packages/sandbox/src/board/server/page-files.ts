/** The built page, as files: read once, small, and nothing outside its folder can be asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';

/** The same from `src/board` and from `dist/board`. */
const FOLDER = fileURLToPath(new URL('../../../dist/board/page/', import.meta.url));

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** No source but the page's own: it needs no other, and nothing that is typed into it can bring one. */
const SECURITY = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/**
 * Serves the files of the built page.
 * @throws Error when the page has not been built
 */
export function page(): Hono {
  const app = new Hono();
  for (const [path, body] of readPage()) {
    const headers = { ...SECURITY, 'Content-Type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream' };
    app.get(path === '/index.html' ? '/' : path, () => new Response(body, { headers }));
  }
  return app;
}

function readPage(): (readonly [path: string, body: string])[] {
  try {
    return readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/${relative(FOLDER, file).replaceAll('\\', '/')}`, readFileSync(file, 'utf8')] as const;
      });
  } catch (cause) {
    throw new Error(`The change board's page is not at ${FOLDER}: build the sandbox first`, { cause });
  }
}
