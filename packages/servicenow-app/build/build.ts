/**
 * Builds the app: server code to plain scripts, those and the Fluent sources to the SDK's records, and the
 * records to `dist/change-gate-update-set.xml`. Offline.
 *
 * `--new-records` lets the SDK give new records their sys_ids, and write those into `src/fluent/generated/keys.ts`.
 * Without it, a record without a sys_id is an error: a sys_id that is not committed would differ in every build.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleServer } from './bundle-server.ts';
import { readDictionary } from './dictionary-files.ts';
import { genuineForms } from './genuine-form.ts';
import { readRecordFiles } from './record-file.ts';
import { updateSet } from './update-set.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

// From wherever it is started, the bundles name their sources by the same paths.
process.chdir(root);
await bundleServer(join(root, 'src/server'), join(dist, 'server'));

const keys = process.argv.includes('--new-records') ? [] : ['--frozenKeys'];
// --legacyChoices: the newer form of choice lists is skipped, silently, by releases before Zurich Patch 11.
execFileSync(join(root, 'node_modules/.bin/now-sdk'), ['build', root, ...keys, '--legacyChoices'], {
  stdio: 'inherit',
});

const output = join(dist, 'app');
const written = await readRecordFiles(output);
const epoch = process.env.SOURCE_DATE_EPOCH;
const at = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
const records = genuineForms([...written, ...(await readDictionary(output, written))], at);
const target = join(dist, 'change-gate-update-set.xml');
await writeFile(target, updateSet(records, at));
process.stdout.write(`Update set: ${target}\n`);
