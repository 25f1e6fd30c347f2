/** A repository with the scripts of a release and what they read, for steps that would publish or raise the version. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { VERSION } from '../../scripts/release/names.mjs';
import { ROOT } from './packed.ts';

/**
 * npm and gh, as far as the steps use them: what they are asked to publish is kept in `published`, and a command that
 * holds the words of `FAILS_AT` fails.
 */
const PROGRAM = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const [program, ...args] = [require('node:path').basename(process.argv[1]), ...process.argv.slice(2)];
const line = [program, ...args].join(' ');
const log = process.env.STATE + '/published';
const has = (words) => existsSync(log) && readFileSync(log, 'utf8').includes(words);
const answer = (text) => { console.log(text); process.exit(0); };
if (program === 'npm' && args[0] === 'view') {
  const [, name, version] = /^@change-gate\\/(.+)@(.+)$/.exec(args[1]);
  const tarball = 'release/change-gate-' + name + '-' + version + '.tgz';
  if (!has('npm publish ./' + tarball)) process.exit(1);
  answer(process.env.NPM_HAS ?? 'sha512-' + createHash('sha512').update(readFileSync(tarball)).digest('base64'));
}
if (line.startsWith('gh release view')) {
  if (!has('gh release create ' + args[2])) process.exit(1);
  answer(String(!has('gh release edit ' + args[2])));
}
if (line.startsWith('gh api repos')) {
  const moved = existsSync(log) ? [...readFileSync(log, 'utf8').matchAll(/git.refs.* -f sha=(\\w+)/g)].at(-1) : undefined;
  if (moved === undefined && process.env.MAJOR_TAG === undefined) process.exit(1);
  answer(moved?.[1] ?? process.env.MAJOR_TAG);
}
if (process.env.FAILS_AT && line.includes(process.env.FAILS_AT)) process.exit(1);
appendFileSync(log, line + '\\n');
`;

export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'change-gate-repository-'));
  readonly #state = mkdtempSync(join(tmpdir(), 'change-gate-registry-'));

  constructor() {
    const manifests = globSync('{{packages,adapters}/*,docs,test,.}/package.json', { cwd: ROOT });
    const copied = [
      'scripts',
      '.changeset/config.json',
      'CHANGELOG.md',
      'pnpm-workspace.yaml',
      '.gitignore',
      ...manifests,
    ];
    for (const file of [...copied, 'packages/servicenow-app/build/release-files.ts']) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(ROOT, file), join(this.folder, file), { recursive: true });
    }
    this.keepInstallSet(VERSION);
    for (const program of ['npm', 'gh']) {
      writeFileSync(join(this.#state, program), PROGRAM);
      chmodSync(join(this.#state, program), 0o755);
    }
    this.write('.changeset/pre.json', '{"mode": "pre", "tag": "rc"}');
    this.git('init', '--quiet', '--initial-branch', 'main');
    this.commit();
  }

  remove(): void {
    for (const folder of [this.folder, this.#state]) rmSync(folder, { recursive: true });
  }

  git(...args: readonly string[]): string {
    const as = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
    return execFileSync('git', [...as, ...args], { cwd: this.folder, encoding: 'utf8' }).trim();
  }

  keepInstallSet(version: string): void {
    this.write(`packages/servicenow-app/releases/${version}.xml.gz`, '');
  }

  commit(): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'x');
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** What was published, by the commands that did so. */
  get published(): string[] {
    return readFileSync(join(this.#state, 'published'), { encoding: 'utf8', flag: 'a+' }).trim().split('\n');
  }

  step(name: string, env: Readonly<Record<string, string>> = {}) {
    const PATH = `${this.#state}${delimiter}${process.env.PATH}`;
    return spawnSync(process.execPath, ['scripts/release.mjs', '--step', name], {
      cwd: this.folder,
      env: { PATH, STATE: this.#state, ...env },
      encoding: 'utf8',
    });
  }
}
