import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContainerRequest, runContainer } from './container.ts';

let root: string;
let lines: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sandbox-container-'));
  lines = [];
});

afterEach(() => rm(root, { recursive: true }));

async function run(
  command: ContainerRequest['command'],
  { stop = new AbortController().signal, name = 'volume-' } = {},
) {
  const metaFolder = await mkdtemp(join(root, 'meta-'));
  const volumeFolder = await mkdtemp(join(root, name));
  const code = await runContainer({
    command,
    environment: { HOME: root, GIVEN: 'yes' },
    workingDirectory: volumeFolder,
    metaFolder,
    volumeFolder,
    stop,
    onLine: (line) => lines.push(line),
  });
  return { code, metaFolder, volumeFolder };
}

const shell = (...commands: string[]) => ({ kind: 'shell', shell: 'sh', commands }) as const;

describe('a step as a process', () => {
  it("sees the container's paths from Node, and only what a container's environment holds", async () => {
    const script = fileURLToPath(new URL('../fixtures/paths.mjs', import.meta.url));
    const command = { kind: 'entry-point', argv: [process.execPath, script] } as const;
    // A folder's name may need escaping in a URL.
    const { code, metaFolder, volumeFolder } = await run(command, { name: 'vol ume&é+' });
    expect(lines.join('\n')).toMatch(/^\{.*\}$/);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      volume: '/codefresh/volume',
      sync: '/meta/stays in data',
      promise: 'promise',
      url: 'url',
      renamed: '/meta/stays in data',
      listed: ['deep', 'handle', 'promise', 'renamed'],
      program: 'url\n',
      outside: false,
      environment: ['CF_VOLUME_PATH', 'GIVEN', 'HOME', 'NODE_OPTIONS', 'PATH'],
    });
    expect(code).toBe(0);
    expect(await readdir(metaFolder)).toEqual(['sync']);
    expect(await readFile(join(volumeFolder, 'handle'), 'utf8')).toBe('handle');
  });

  it("sees the container's paths from a shell", async () => {
    const { volumeFolder } = await run(shell('echo a > /codefresh/volume/x', 'echo b > "$CF_VOLUME_PATH/y"'));
    expect(await readdir(volumeFolder)).toEqual(['x', 'y']);
  });

  it('stops at the first command that fails, and gives its exit code', async () => {
    const { code } = await run(shell('echo out', 'echo err >&2', 'sh -c "exit 7"', 'echo never'));
    expect(code).toBe(7);
    expect(lines.sort()).toEqual(['err', 'out']);
  });

  it('ends with all that it started when the build is stopped', async () => {
    const stop = new AbortController();
    const ended = run(shell('sleep 600 & echo $!', 'wait'), { stop: stop.signal });
    await expect.poll(() => lines.length).toBe(1);
    stop.abort();
    expect((await ended).code).toBeNull();
    await expect.poll(() => alive(Number(lines[0]))).toBe(false);
  });

  it('says that a program is not there', async () => {
    expect((await run({ kind: 'entry-point', argv: ['/no/such/program'] })).code).toBe(127);
    expect(lines.join()).toMatch(/\/no\/such\/program.*: No such file or directory/);
  });
});

/** A process that has ended and waits to be reaped does not count. */
async function alive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) Z /.test(stat);
}
