/** The steps of a release, by their names, and the dry run of all of them. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, install, print, ROOT, run } from '../workspace.mjs';
import { addSection, nextChanges } from './changelog.mjs';
import { git } from './git.ts';
import { IMAGES, NPM_PACKAGES } from './names.mjs';
import { pack } from './pack.mjs';
import { BY_HAND, destinations, publish } from './publish.mjs';
import { due, isTagged, obstacles, packedObstacles } from './state.mjs';

/** Read anew: the step `version` raises it. */
function version() {
  return JSON.parse(readFileSync(join(ROOT, 'packages/core/package.json'), 'utf8')).version;
}

const STEPS = {
  plan() {
    const what = due(ROOT, version());
    if (what === 'release') refuse(obstacles(ROOT, version()));
    print(`due=${what}\nversion=${version()}`);
  },

  async version() {
    await install();
    const changes = nextChanges(ROOT);
    if (due(ROOT, version()) !== 'version')
      throw new Error('No changeset waits: `npx changeset` writes one.');
    if (run(['changeset', 'version']) !== 0)
      throw new Error('changesets raised no version; its output is above.');
    addSection(ROOT, version(), changes);
    if (run(['node', 'scripts/generate.mjs']) !== 0)
      throw new Error('The version is not written everywhere.');
    // The action's bundle, which git holds, names it too.
    await build();
    // The next upgrade set deletes what this version has and that one has not.
    if (run(['node', 'packages/servicenow-app/build/release-files.ts', '--keep']) !== 0) process.exit(1);
    print(`The version is ${version()}.`);
  },

  async pack() {
    await install();
    // Turbo puts a build that it remembers beside what an earlier one has left, which would be packed too.
    for (const folder of [...NPM_PACKAGES, ...Object.keys(IMAGES)])
      rmSync(join(ROOT, folder, 'dist'), { recursive: true, force: true });
    await build();
    print(`In release/: ${(await pack(ROOT)).join(', ')}`);
  },

  npm: () => publishStep('npm'),

  image() {
    refuse(allObstacles());
    if (isTagged(ROOT, version())) refuse([`${version()} is released: its image is made once.`]);
    print('The image can be made.');
  },

  github: () => publishStep('github'),
};

function allObstacles() {
  return [...obstacles(ROOT, version()), ...packedObstacles(ROOT, join(ROOT, 'release'))];
}

function refuse(found) {
  if (found.length > 0) throw new Error(`Nothing was published.\n- ${found.join('\n- ')}`);
}

function publishStep(name) {
  refuse(allObstacles());
  publish(ROOT, destinations(ROOT, git(ROOT, 'rev-parse', 'HEAD'))[name], print);
}

async function dryRun() {
  await STEPS.pack();
  const found = obstacles(ROOT, version());
  print(
    found.length === 0
      ? '\nNothing keeps this tree from being released.'
      : `\nBefore it is released:\n- ${found.join('\n- ')}`,
  );
  for (const [step, parts] of Object.entries(destinations(ROOT, git(ROOT, 'rev-parse', 'HEAD')))) {
    print(`\n--step ${step}`);
    for (const { what, where, commands } of parts) {
      print(`  ${what} → ${where}`);
      for (const command of commands) print(`      ${command.join(' ')}`);
    }
  }
  print('\nBy the workflow or by hand: docs/releases.md');
  for (const { what, where, command } of BY_HAND) print(`  ${what} → ${where}\n      ${command}`);
}

try {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' }, step: { type: 'string' } } });
  if (values['dry-run']) await dryRun();
  else if (Object.hasOwn(STEPS, values.step ?? '')) await STEPS[values.step]();
  else throw new Error(`npm run release -- --dry-run | --step ${Object.keys(STEPS).join('|')}`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
