/** The command of docs/releases.md, against a Codefresh and a Docker that are programs of this test. */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VERSION } from '../../scripts/release/names.mjs';

const ROOT = join(import.meta.dirname, '../..');
const DIGEST = `sha256:${'c0ffee00'.repeat(8)}`;
const KEY = '5f0c8a1b2c3d4e5f60718293.c0ffee00c0ffee00c0ffee00c0ffee00';

/** Keeps its arguments, and says that it has pushed an image. */
const DOCKER = `#!/usr/bin/env node
const { writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
writeFileSync(__dirname + '/arguments.json', JSON.stringify(args));
writeFileSync(args[args.indexOf('--metadata-file') + 1], JSON.stringify({ 'containerimage.digest': '${DIGEST}' }));
`;

let folder: string;
let codefresh: Server;
let answer: { readonly status: number; readonly body: string };
let asked: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-step-'));
  mkdirSync(join(folder, 'programs'));
  writeFileSync(join(folder, 'programs/docker'), DOCKER, { mode: 0o755 });
  answer = { status: 404, body: '{"message": "Step type not found"}' };
  asked = [];
  codefresh = createServer((request, response) => {
    asked.push(`${request.headers.authorization} ${request.url}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => codefresh.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => codefresh.close(resolve));
});

const FILE = 'step-type.yaml';
const written = () => readFileSync(join(folder, FILE), 'utf8');
const docker = (): string[] => JSON.parse(readFileSync(join(folder, 'programs/arguments.json'), 'utf8'));

function documented(): string {
  const page = readFileSync(join(ROOT, 'docs/releases.md'), 'utf8');
  const [, command = ''] = /```sh\n([^`]*codefresh-step\/publish\.ts[^`]*)```/.exec(page) ?? [];
  expect(command).toContain(` ${FILE} `);
  return command
    .trim()
    .replace(` ${FILE} `, ` ${join(folder, FILE)} `)
    .replace('CF_API_KEY=KEY', `CF_API_KEY=${KEY}`);
}

function run(command: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const { port } = codefresh.address() as AddressInfo;
  const { CF_API_KEY: _, ...env } = process.env;
  const PATH = `${join(folder, 'programs')}${delimiter}${env.PATH}`;
  const options = { cwd: ROOT, env: { ...env, PATH, CF_URL: `http://127.0.0.1:${port}/` } };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('the documented command', () => {
  it('makes the image for two platforms, and writes a step type that names it by its digest', async () => {
    const { code, stdout, stderr } = await run(documented());
    expect([code, stderr]).toEqual([0, '']);
    expect(asked).toEqual([`${KEY} /api/step-types/changegate%2Fchange-gate/versions`]);
    const image = 'ghcr.io/change-gate/codefresh-step';
    expect(docker()).toEqual(
      expect.arrayContaining([
        ...['buildx', 'build', '--push', '--tag', `${image}:${VERSION}`],
        ...['--platform', 'linux/amd64,linux/arm64', '--sbom=true', '--provenance=mode=max'],
        `org.opencontainers.image.version=${VERSION}`,
      ]),
    );
    expect(docker().at(-1)).toBe(import.meta.dirname);
    expect(written()).toContain(`\n  version: ${VERSION}\n`);
    expect(written()).toContain(`"default": "${image}:${VERSION}@${DIGEST}",\n`);
    expect(written()).toContain('\n  isPublic: true\n');
    expect(stdout).toBe(
      `Wrote ${join(folder, FILE)}: changegate/change-gate:${VERSION}, with the image ${image}@${DIGEST}. Look at it, and ` +
        `then:\n  codefresh create step-type changegate/change-gate -f ${join(folder, FILE)}\n`,
    );
  });

  it('names the account and the image that it is given, and no other, for that account alone', async () => {
    answer = { status: 200, body: '["0.0.1"]' };
    const own = documented()
      .replace('--account changegate', '--account acme')
      .replace('ghcr.io/change-gate', 'registry.acme.com/Tools')
      .replace(' --public', '');
    expect(await run(own)).toMatchObject({ code: 0, stderr: '' });
    expect(written()).toContain(`\n  name: acme/change-gate\n`);
    expect(written()).toContain(`            type: acme/change-gate:${VERSION}\n`);
    expect(written()).toContain(`"default": "registry.acme.com/tools/codefresh-step:${VERSION}@${DIGEST}"`);
    expect(written()).toContain('\n  isPublic: false\n');
    expect(written()).not.toMatch(/changegate|ghcr\.io/);
  });

  it('needs neither Docker nor Codefresh where both are said', async () => {
    rmSync(join(folder, 'programs/docker'));
    answer = { status: 500, body: '' };
    const { code } = await run(`${documented()} --unpublished --digest ${DIGEST}`);
    expect(code).toBe(0);
    expect(asked).toEqual([]);
    expect(written()).toContain(`@${DIGEST}"`);
  });
});

const UNKNOWN = /^Whether changegate\/change-gate:\S+ is published is not known: /;

describe('nothing is made or written', () => {
  it.each<[string, string | RegExp, { answer?: typeof answer; change?: (command: string) => string }]>([
    [
      'for a version that is published',
      `changegate/change-gate:${VERSION} is published already, and pipelines that name it must keep what it is: publish a new version.`,
      { answer: { status: 200, body: JSON.stringify(['0.0.1', VERSION]) } },
    ],
    [
      'where Codefresh refuses to say',
      /known: \S+ answered 403\. Where/,
      { answer: { status: 403, body: '' } },
    ],
    [
      'where the server is no Codefresh',
      /known: \S+ answered 404\. Where/,
      { answer: { status: 404, body: '<html>' } },
    ],
    [
      'where no list is answered',
      /answered no list of versions/,
      { answer: { status: 200, body: '<html>' } },
    ],
    [
      'without a key',
      /CF_API_KEY is not set\. Where `codefresh get step-types changegate\/change-gate --versions` does not list it, give --unpublished\.\n$/,
      { change: (command) => command.replace(`CF_API_KEY=${KEY} `, '') },
    ],
    [
      'where Codefresh does not answer',
      /known: http:\/\/127\.0\.0\.1:1 does not answer \(.+\)\. Where/,
      { change: (command) => `CF_URL=http://127.0.0.1:1 ${command}` },
    ],
    [
      'for an image with a tag',
      /^--image: \S+:latest is no image on a registry/,
      { change: (command) => command.replace('/codefresh-step --public', '/codefresh-step:latest --public') },
    ],
    [
      'for a digest that is none',
      /^latest is no image's digest/,
      { change: (command) => `${command} --digest latest` },
    ],
    [
      'for an account that is none',
      '--account: acme/tools is no name of an account.',
      { change: (command) => command.replace('--account changegate', '--account acme/tools') },
    ],
    [
      'without an account',
      /^node publish\.ts FILE --account/,
      { change: (command) => command.replace(/--account \S+/, '') },
    ],
  ])('%s', async (_where, message, { answer: given, change = (command) => command }) => {
    answer = given ?? answer;
    const { code, stdout, stderr } = await run(change(documented()));
    expect([code, stdout]).toEqual([1, '']);
    if (typeof message === 'string') expect(stderr).toBe(`${message}\n`);
    else expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    if (stderr.includes(' is not known')) expect(stderr).toMatch(UNKNOWN);
    expect(stderr).not.toContain(KEY);
    expect(existsSync(join(folder, FILE))).toBe(false);
    expect(readdirSync(join(folder, 'programs'))).toEqual(['docker']);
  });

  it('when Docker fails', async () => {
    writeFileSync(join(folder, 'programs/docker'), '#!/bin/sh\nexit 2\n', { mode: 0o755 });
    const { code, stderr } = await run(documented());
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^The image was not made: docker ended with 2\./),
    ]);
    expect(existsSync(join(folder, FILE))).toBe(false);
  });
});
