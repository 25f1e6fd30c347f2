/**
 * `npm run mutate [-- GROUP | FILE ...]`: makes small wrong changes to the source, one at a time, and runs the tests
 * that reach the place: the share that they notice says how far they can be trusted. `mutants.mjs` says which changes.
 *
 * Nothing on disk changes: the mutants are put into the source while vitest loads it, and switched on by number.
 *
 * Prints each mutant that no test noticed as `file:line what`, and each group's score. Ends with 1 below 85 %.
 */
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BaseSequencer, createVitest } from 'vitest/node';
import { withMutants } from './mutants.mjs';

const LEAST_PERCENT = 85;
/** A test that takes longer with a mutant waits for what the mutant took away. */
const TEST_TIMEOUT_MS = 20_000;

const root = join(import.meta.dirname, '..');
const CORE = 'packages/core/src';
const APP = 'packages/servicenow-app/src/server';

const GROUPS = {
  core: {
    sources: [
      `${CORE}/{decision,decision-gaps,change-snapshot,secrets,secret-forms,http/retry}.ts`,
      `${CORE}/{policy,callback,operations,servicenow,inputs}/**/*.ts`,
    ],
    // Each group's own tests guard it: what the tests of the whole product would notice does not count.
    tests: [`${CORE}/**/*.test.ts`],
  },
  readers: {
    sources: [`${CORE}/evidence/readers/**/*.ts`],
    tests: [`${CORE}/evidence/**/*.test.ts`],
  },
  app: { sources: [`${APP}/{includes,scripts}/*.ts`], tests: [`${APP}/**/*.test.ts`] },
  approval: {
    sources: [`${CORE}/approval/*.ts`, 'adapters/*/src/approval.ts', 'adapters/*/src/approval/*.ts'],
    tests: [
      `${CORE}/approval/*.test.ts`,
      'adapters/*/src/approval.test.ts',
      'adapters/*/src/approval/*.test.ts',
    ],
  },
};

/** Prints what no test notices in the files. @returns how many mutants they have, and how many were noticed */
async function tryAll(files, tests) {
  const codes = new Map();
  const mutants = [];
  for (const file of files) {
    const made = withMutants(readFileSync(join(root, file), 'utf8'), mutants.length + 1);
    codes.set(file, made.code);
    mutants.push(...made.mutants.map((mutant) => ({ file, ...mutant })));
  }
  const vitest = await startVitest(codes, tests);
  let noticed = 0;
  try {
    const runs = await firstRun(vitest);
    for (const mutant of mutants) {
      const reaching = runs.filter(({ reached }) => reached.has(mutant.id));
      if (await isNoticed(vitest, mutant, reaching)) noticed += 1;
      else {
        const without = reaching.length === 0 ? ' (no test reaches it)' : '';
        process.stdout.write(`${mutant.file}:${mutant.line} ${mutant.what}${without}\n`);
      }
    }
  } finally {
    await vitest.close();
  }
  return { all: mutants.length, noticed };
}

function startVitest(codes, tests) {
  const plugin = {
    name: 'mutants',
    enforce: 'pre',
    // The adapters import what is built of core.
    resolveId: (id) =>
      id === '@change-gate/core/approval-client' ? join(root, CORE, 'approval/client.ts') : null,
    transform: (_text, id) => codes.get(relative(root, id)),
  };
  const options = {
    root,
    config: false,
    watch: false,
    // It would give a file as another run had it, with other mutants.
    fsModuleCache: false,
    include: tests,
    setupFiles: [join(root, 'scripts/mutation-switch.mjs')],
    reporters: [{}],
    testTimeout: TEST_TIMEOUT_MS,
    hookTimeout: TEST_TIMEOUT_MS,
    expect: { requireAssertions: true, poll: { timeout: TEST_TIMEOUT_MS / 4, interval: 20 } },
    bail: 1,
    pool: 'threads',
    maxWorkers: 1,
    sequence: { sequencer: AsGiven },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  };
  return createVitest('test', options, { plugins: [plugin] });
}

class AsGiven extends BaseSequencer {
  sort(specifications) {
    return specifications;
  }
}

/** Runs every test with no mutant on. @returns which mutants each test file reaches, the quickest file first */
async function firstRun(vitest) {
  vitest.provide('mutant', 0);
  const { testModules } = await vitest.runTestSpecifications(await vitest.globTestSpecifications(), true);
  const runs = testModules.map((module) => {
    if (!module.ok())
      throw new Error(`${relative(root, module.moduleId)} fails without a mutant: ${whyOf(module)}`);
    const reached = new Set([...module.children.allTests()].flatMap((test) => test.meta().reached ?? []));
    return { specification: module.toTestSpecification(), reached, duration: module.diagnostic().duration };
  });
  return runs.sort((a, b) => a.duration - b.duration);
}

function whyOf(module) {
  const failed = [...module.children.allTests('failed')].flatMap((test) => test.result().errors);
  return [...module.errors(), ...failed].map(({ message }) => message).join('; ');
}

/** Runs the tests beside the file first: they are the likeliest to notice. */
async function isNoticed(vitest, { id, file }, reaching) {
  if (reaching.length === 0) return false;
  vitest.provide('mutant', id);
  // `bail` counts what failed in earlier runs too, and would cancel this one.
  vitest.state.filesMap.clear();
  const all = reaching.map(({ specification }) => specification);
  const isBeside = ({ moduleId }) => relative(root, moduleId) === file.replace(/\.ts$/, '.test.ts');
  const inOrder = [...all.filter(isBeside), ...all.filter((one) => !isBeside(one))];
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(inOrder, false);
  return unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
}

const asked = process.argv.slice(2);
for (const [name, { sources, tests }] of Object.entries(GROUPS)) {
  const files = globSync(sources, { cwd: root, exclude: ['**/*.test.ts', '**/*.cases.ts'] })
    .filter((file) => asked.length === 0 || asked.includes(name) || asked.includes(file))
    .sort();
  if (files.length === 0) continue;
  const { all, noticed } = await tryAll(files, tests);
  const percent = (100 * noticed) / all;
  process.stdout.write(`${name}: ${percent.toFixed(1)} % (${noticed} of ${all})\n`);
  if (percent < LEAST_PERCENT) process.exitCode = 1;
}
