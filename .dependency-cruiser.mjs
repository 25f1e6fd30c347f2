/** Who may import whom: docs/architecture.md. `npm test` checks it; test/architecture/imports.test.ts shows each rule at work. */

/** Parts of the tree, as patterns of paths below the repository's root. */
const CORE = '^packages/core/';
const APP = '^packages/servicenow-app/';
const SANDBOX = '^packages/sandbox/';
const BASE = '^packages/sandbox/src/(behaviours|http|process|clock|file-values)\\b';
const INSTANCE = '^packages/sandbox/src/servicenow/';
const CI = '^packages/sandbox/src/ci/';
const BOARD = '^packages/sandbox/src/board/';
const ADAPTER = '^adapters/';
const PUBLISH = '^adapters/[^/]+/publish\\.ts$';
/** Runs in the project that the component is published into, with the package that npm installs there. */
const ELSEWHERE = '^adapters/gitlab-component/check-operations\\.mjs$';
const CLI = '^packages/cli/';
/** What is published under which name, for what is generated. */
const NAMES = '^scripts/release/names\\.mjs$';
const TEST = '\\.test\\.ts$';
const LIVE = '^test/live/';
const SIBLINGS = '^(packages|adapters|test|scripts|examples)/';

/** @param to what the files of `from` must not import, type-only imports included */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

export default {
  forbidden: [
    forbid(
      'no-circles',
      'Files that import each other can only be understood together.',
      {},
      { circular: true },
    ),
    forbid(
      'resolvable',
      'An import that leads nowhere is not checked; is everything built?',
      { pathNot: ELSEWHERE },
      { couldNotResolve: true },
    ),
    forbid('no-tests', 'A test is imported by nobody.', {}, { path: TEST }),
    forbid('core', 'Core knows no other package.', { path: CORE }, { path: SIBLINGS, pathNot: CORE }),
    forbid(
      'evidence',
      'What is read as evidence knows no operation that uses it.',
      { path: `${CORE}src/evidence/`, pathNot: TEST },
      { path: `${CORE}src/operations/` },
    ),
    forbid(
      'app',
      "The app runs in ServiceNow: core's decision, contract, comparison, policy and forms of a secret, and the adapters' approval APIs, are made for that.",
      { path: `${APP}src/`, pathNot: TEST },
      {
        path: SIBLINGS,
        pathNot: [
          APP,
          `${CORE}dist/(approval/|decision\\.js|secret-forms\\.js|callback/contract\\.js|evidence/(contract|check)\\.js|check/contract\\.js|version\\.js|policy/fields\\.js)`,
          `${ADAPTER}[^/]+/(dist|lib)/approval\\.js$`,
        ],
      },
    ),
    forbid(
      'sandbox',
      'The sandbox loads the update set as a file, as an instance would.',
      { path: `${SANDBOX}src/`, pathNot: TEST },
      { path: SIBLINGS, pathNot: SANDBOX },
    ),
    forbid(
      'adapter',
      'An adapter knows core, and no other adapter; what publishes it, what all releases share.',
      { path: `${ADAPTER}([^/]+)/`, pathNot: [TEST, PUBLISH] },
      { path: SIBLINGS, pathNot: [CORE, `${ADAPTER}$1/`, NAMES] },
    ),
    forbid(
      'publish',
      'What publishes an adapter knows that adapter, and what all releases share.',
      { path: PUBLISH.replace('[^/]+', '([^/]+)') },
      { path: SIBLINGS, pathNot: [`${ADAPTER}$1/`, '^scripts/release/'] },
    ),
    forbid(
      'cli',
      "The command line is core's library on a laptop, for any CI.",
      { path: CLI, pathNot: TEST },
      { path: SIBLINGS, pathNot: [CORE, CLI] },
    ),
    forbid(
      'sandbox-base',
      'What all of the sandbox uses knows none of it.',
      { path: BASE },
      { path: `${SANDBOX}src/`, pathNot: BASE },
    ),
    forbid(
      'sandbox-instance',
      'The instance knows no CI and no board.',
      { path: INSTANCE },
      { path: `${SANDBOX}src/`, pathNot: [INSTANCE, BASE] },
    ),
    forbid(
      'sandbox-instance-index',
      'Of the instance, all others see what its index exports.',
      { path: `${SANDBOX}src/`, pathNot: INSTANCE },
      { path: INSTANCE, pathNot: `${INSTANCE}index\\.ts$` },
    ),
    forbid(
      'sandbox-ci',
      'A CI server knows neither the instance nor another CI; of the board, what it shows there.',
      { path: `${CI}([^/]+)/`, pathNot: TEST },
      {
        path: `${SANDBOX}src/`,
        pathNot: [BASE, `${CI}($1|base)/`, `${BOARD}(ci-panel|startable-pipeline)\\.ts$`],
      },
    ),
    forbid(
      'sandbox-board',
      'The board knows no CI by name.',
      { path: BOARD },
      { path: `${SANDBOX}src/`, pathNot: [BOARD, BASE, INSTANCE] },
    ),
    forbid(
      'live',
      'The live suite knows URLs and credentials, and is the same program against an instance as against the sandbox.',
      { path: LIVE, pathNot: TEST },
      { path: SIBLINGS, pathNot: LIVE },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: '(^|/)(node_modules|dist|lib)/' },
    exclude: { path: '/generated/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'default'] },
  },
};
