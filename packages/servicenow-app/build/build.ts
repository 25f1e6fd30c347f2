/**
 * Builds the app: server code to plain scripts, those and the Fluent sources to the SDK's records, and the records to
 * what an admin may install it from, in `dist`. Offline.
 *
 * - `change-gate-install.xml` and `change-gate-upgrade.xml`: update sets
 * - `change-gate-codefresh-original.xml`: an update set of the global scope (`original-step.ts`)
 * - `sdk/*.zip`: the app for `now-sdk install`
 * - `SHA256SUMS` of these, for `sha256sum --check`
 *
 * `--config FILE` builds the app with another scope, scopeId and name, into `dist/<scope>/dist`.
 *
 * `--new-records` lets the SDK give new records their sys_ids, and write those into `src/fluent/generated/keys.ts`.
 * Without it, a record without a sys_id is an error: a sys_id that is not committed would differ in every build.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { withAppVersion } from './app-version.ts';
import { bundleServer } from './bundle-server.ts';
import { readDictionary } from './dictionary-files.ts';
import { genuineForms } from './genuine-form.ts';
import { originalStepRecords } from './original-step.ts';
import { readRecordFiles, readReleases } from './record-file.ts';
import { keysOf, projectIn } from './scope.ts';
import { installSet, upgradeSet } from './sets.ts';
import { globalUpdateSet, updateSet } from './update-set.ts';

const { values: options } = parseArgs({
  options: { config: { type: 'string' }, 'new-records': { type: 'boolean' } },
});
const root = join(import.meta.dirname, '..');
const project = await projectIn(root, resolve(options.config ?? join(root, 'now.config.json')));
const dist = join(project, 'dist');

// An admin who builds a newer version must not find an older one's files beside it.
const isOutput = (name: string) => ['app', 'sdk', 'server'].includes(name) || name.endsWith('.xml');
await mkdir(dist, { recursive: true });
for (const name of (await readdir(dist)).filter(isOutput)) await rm(join(dist, name), { recursive: true });

// From wherever it is started, the bundles name their sources by the same paths.
process.chdir(project);
await bundleServer(join(project, 'src/server'), join(dist, 'server'));

const inSources = project === root;
const newRecords = inSources && options['new-records'] === true;
// In a copy the SDK has to sort the keys anew, which frozen ones do not let it.
const frozen = inSources && !newRecords;
const keys = await keysOf(project);
// --legacyChoices: the newer form of choice lists is skipped, silently, by releases before Zurich Patch 11.
sdk('build', project, ...(frozen ? ['--frozenKeys'] : []), '--legacyChoices');
if (!newRecords && (await keysOf(project)) !== keys) {
  throw new Error(
    'There are new records: give them their sys_ids with --new-records and the scope of the sources',
  );
}

const output = join(dist, 'app');
const { version: release } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  version: string;
};
const written = withAppVersion(await readRecordFiles(output), release);
const epoch = process.env.SOURCE_DATE_EPOCH;
const at = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
const records = genuineForms([...written, ...(await readDictionary(output, written))], at);
const releases = await readReleases(join(project, 'releases'));
await writeFile(join(dist, 'change-gate-install.xml'), updateSet(installSet(records), release, at));
await writeFile(join(dist, 'change-gate-upgrade.xml'), updateSet(upgradeSet(records, releases), release, at));
const { scope = '', name = '' } = records.find(({ table }) => table === 'sys_app')?.fields ?? {};
await writeFile(
  join(dist, 'change-gate-codefresh-original.xml'),
  globalUpdateSet(
    {
      identity: `codefresh-original ${scope}`,
      name: `${name} ${release}: pipelines with Codefresh's original step`,
      description: `Makes ${name} answer at /api/409723/codefresh/callback, in place of the original's own script. Commit it after ${name}.`,
    },
    originalStepRecords(scope, at),
    at,
  ),
);

sdk('pack', project);
const packages = (await readdir(join(dist, 'sdk'))).map((file) => `sdk/${file}`);
const sets = ['change-gate-install.xml', 'change-gate-upgrade.xml', 'change-gate-codefresh-original.xml'];
const published = [...sets, ...packages];
const sums = published.map(async (file) => {
  const sum = createHash('sha256').update(await readFile(join(dist, file)));
  return `${sum.digest('hex')}  ${file}\n`;
});
await writeFile(join(dist, 'SHA256SUMS'), (await Promise.all(sums)).join(''));
process.stdout.write(`In ${dist}: ${published.join(', ')}\n`);

function sdk(...args: string[]): void {
  execFileSync(join(root, 'node_modules/.bin/now-sdk'), args, { stdio: 'inherit' });
}
