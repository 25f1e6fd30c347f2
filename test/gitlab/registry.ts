/** An npm registry on loopback that has one package: the one that `npm publish` would send in the component's folder. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const FOLDER = join(import.meta.dirname, '../../adapters/gitlab-component');

const run = promisify(execFile);

interface Packed {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly integrity: string;
  readonly files: readonly { readonly path: string }[];
}

export interface Registry {
  readonly url: string;
  readonly tarball: string;
  readonly packed: Packed;
  close(): Promise<void>;
}

export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'change-gate-registry-'));
  const pack = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: FOLDER });
  const [packed] = JSON.parse(pack.stdout) as [Packed];
  const tarball = join(folder, packed.filename);
  const manifest = JSON.parse(await readFile(join(FOLDER, 'package.json'), 'utf8'));

  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(request.url ?? '');
    if (asked === `/${packed.filename}`) response.end(await readFile(tarball));
    else if (asked === `/${packed.name}`) {
      const dist = { tarball: `${url}/${packed.filename}`, integrity: packed.integrity };
      const versions = { [packed.version]: { ...manifest, dist } };
      const tags = { latest: packed.version };
      response.end(JSON.stringify({ name: packed.name, 'dist-tags': tags, versions }));
    } else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    tarball,
    packed,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
