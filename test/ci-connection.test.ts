/**
 * How the built adapters reach their own CI server: as they reach the instance, through the proxy and trusting the
 * private authority of `ca-certificate`. The instance is not reached at all here.
 */
import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as x509 from '@peculiar/x509';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const HOST = 'ci.invalid';

/** What each is asked while it runs, and where its words show that it has read the answer. */
const ADAPTERS = [
  {
    adapter: 'github-action',
    asked: [
      'GET /api/v3/repos/globex/shop/environments/production',
      'GET /api/v3/repos/globex/shop/environments/production/deployment_protection_rules',
    ],
    says: /Environment production of globex\/shop has no required reviewers.*\[GATE_UNSAFE\]/,
    env: {
      ...spelled((name) => `INPUT_${name.toUpperCase()}`, {
        operation: 'open',
        'callback-token': 'github_pat_callback',
        gate: 'environment',
        environment: 'production',
        'github-token': 'ghs_job',
      }),
      GITHUB_API_URL: `https://${HOST}/api/v3`,
      GITHUB_REPOSITORY: 'globex/shop',
      GITHUB_RUN_ID: '4242',
    },
    certificate: 'INPUT_CA-CERTIFICATE',
  },
  {
    adapter: 'gitlab-component',
    asked: ['GET /api/v4/personal_access_tokens/self', 'GET /api/v4/projects/1217/pipelines/1006/jobs'],
    says: /This pipeline has no job change:gate.*\[GATE_UNSAFE\]/,
    env: {
      ...spelled(prefixed, { operation: 'open', 'callback-token': 'glpat-callback' }),
      CI_API_V4_URL: `https://${HOST}/api/v4`,
      CI_PROJECT_ID: '1217',
      CI_PIPELINE_ID: '1006',
      CI_PIPELINE_URL: 'https://gitlab.example/acme/app/-/pipelines/1006',
      CI_JOB_TOKEN: 'glcbt-job',
    },
    certificate: 'CHANGE_GATE_CA_CERTIFICATE',
  },
  {
    adapter: 'codefresh-step',
    asked: ['POST /api/annotations'],
    says: /\[PROXY_REFUSED\]/,
    env: {
      ...spelled(prefixed, { operation: 'close', outcome: 'success' }),
      CF_BUILD_ID: '60c7bc5447895646d116db74',
      CF_BUILD_URL: 'https://g.codefresh.io/build/60c7bc5447895646d116db74',
      CF_URL: `https://${HOST}`,
      CF_API_KEY: 'key.123',
    },
    certificate: 'CHANGE_GATE_CA_CERTIFICATE',
  },
] as const;

function spelled(spell: (name: string) => string, inputs: Readonly<Record<string, string>>) {
  const all = {
    'instance-url': 'https://acme.invalid',
    username: 'ci',
    password: 'passw0rd',
    ...inputs,
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [spell(name), value]));
}

function prefixed(name: string): string {
  return `CHANGE_GATE_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** A certificate for the CI server that is its own authority. */
async function selfSigned(): Promise<{ cert: string; key: string }> {
  x509.cryptoProvider.set(webcrypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${HOST}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: HOST },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}

describe.each(ADAPTERS)(
  "the CI server's own API, asked by $adapter",
  ({ adapter, asked, says, env, certificate }) => {
    const folder = mkdtempSync(join(tmpdir(), 'change-gate-ci-'));
    let authority: string;
    let server: Server;
    let proxy: Server;
    let secureProxy: Server;
    let requests: string[];
    let tunnels: string[];

    const port = (of: Server) => (of.address() as AddressInfo).port;
    const listen = (one: Server) => new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));

    beforeAll(async () => {
      const { cert, key } = await selfSigned();
      authority = cert;
      server = createTlsServer({ cert, key }, ({ method, url = '' }, response) => {
        requests.push(`${method} ${url.split('?')[0]}`);
        response.end(url.endsWith('/jobs?per_page=100&page=1') ? '[]' : '{}');
      });
      const makeTunnel = ({ url = '' }: IncomingMessage, socket: Duplex) => {
        tunnels.push(url);
        socket.on('error', () => {});
        if (url !== `${HOST}:443`) {
          socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
          return;
        }
        const upstream = connect(port(server), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          upstream.pipe(socket).pipe(upstream);
        });
        upstream.on('error', () => socket.destroy());
      };
      proxy = createServer().on('connect', makeTunnel);
      secureProxy = createTlsServer({ cert, key }).on('connect', makeTunnel);
      await Promise.all([server, proxy, secureProxy].map(listen));
    });
    beforeEach(() => {
      requests = [];
      tunnels = [];
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
      for (const each of [server, proxy, secureProxy]) {
        each.closeAllConnections();
        each.close();
      }
    });

    function run(more: Readonly<Record<string, string>>): Promise<string> {
      const bundle = fileURLToPath(new URL(`../adapters/${adapter}/dist/index.js`, import.meta.url));
      const all = { PATH: process.env.PATH, HTTPS_PROXY: `http://127.0.0.1:${port(proxy)}`, ...env, ...more };
      return new Promise((resolve) => {
        execFile(process.execPath, [bundle], { env: all }, (_error, stdout, stderr) =>
          resolve(stdout + stderr),
        );
      });
    }

    it('is reached through the proxy, where the private authority is given', async () => {
      expect(await run({ [certificate]: authority })).toMatch(says);
      expect(requests).toEqual(asked);
      expect(tunnels).toContain(`${HOST}:443`);
    });

    it('is reached through a proxy that has a certificate of the private authority itself', async () => {
      const proxied = { HTTPS_PROXY: `https://127.0.0.1:${port(secureProxy)}` };
      expect(await run({ ...proxied, [certificate]: authority })).toMatch(says);
      expect(requests).toEqual(asked);
      await run(proxied);
      expect(requests).toEqual(asked);
    });

    it('is reached where Node trusts it, whatever private authority the instance has', async () => {
      const known = join(folder, 'known.pem');
      writeFileSync(known, authority);
      const { cert } = await selfSigned();
      expect(await run({ NODE_EXTRA_CA_CERTS: known, [certificate]: cert })).toMatch(says);
      expect(requests).toEqual(asked);
    });

    it('is not trusted otherwise', async () => {
      await run({});
      expect(tunnels).toContain(`${HOST}:443`);
      expect(requests).toEqual([]);
    });
  },
);
