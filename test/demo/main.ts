/** `npm run demo`: on each CI, one pipeline whose change is approved and one whose change is rejected. */
import { parseArgs } from 'node:util';
import { waitForStop } from '@change-gate/sandbox';
import { startTestEnvironment } from '../environment/environment.ts';
import type { CiHarness } from '../gate/harness.ts';
import { CIS, LEFT_OUT_REASON } from './cis.ts';
import { openBoard } from './open-board.ts';
import { type Ending, reportStory } from './report.ts';
import { installRule, RULE_TITLE, reportRule } from './rule-story.ts';
import { STORIES, type StoryName } from './stories.ts';
import { Terminal } from './terminal.ts';

/** The stories that people tell, and the one in which a rule decides. */
const ALL: readonly (StoryName | 'rule')[] = [...(Object.keys(STORIES) as StoryName[]), 'rule'];

const HELP = `npm run demo [-- [CI] [options]]

Runs the documented pipelines against the sandbox: a ServiceNow instance and CI servers on loopback. Nothing
leaves this machine. Exits 0 only if every story ended as it must.

  CI             only one: ${CIS.map(({ name }) => name.toLowerCase()).join(', ')}
  --board        stays up, prints the URL of the change board, and lets you decide in the browser
  --port NUMBER  the board's port; a free one when left out
  --story NAME   only one story: ${ALL.join(', ')}
  --log          show the pipelines' own logs as well
  --help         this text
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      board: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      story: { type: 'string' },
      log: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const stories = named(ALL, (name) => name, values.story);
  const cis = named(CIS, ({ name }) => name.toLowerCase(), positionals[0]);
  if (stories.length === 0 || cis.length === 0) {
    process.stderr.write(`There is no such story or CI.\n\n${HELP}`);
    return 1;
  }
  const terminal = new Terminal(process.stdout);
  if (LEFT_OUT_REASON !== '') terminal.say('sandbox', LEFT_OUT_REASON);
  const stopped = waitForStop();
  if (values.board) return openBoard(cis, Number(values.port), terminal, stopped);
  stopped.then(() => process.exit(1));
  const ended: boolean[] = [];
  for (const story of stories) ended.push(await play(story, cis, terminal, values.log));
  terminal.hint('Now decide yourself, in the browser: npm run demo -- --board');
  return ended.every(Boolean) ? 0 : 1;
}

/** Every story has a sandbox of its own, in which all CIs live it at once. @returns whether it ended as it must */
async function play(
  story: (typeof ALL)[number],
  cis: readonly CiHarness[],
  terminal: Terminal,
  showLog: boolean,
): Promise<boolean> {
  terminal.title(story === 'rule' ? RULE_TITLE : STORIES[story].title);
  const testEnv = await startTestEnvironment({ timeRuns: true }, ...cis);
  try {
    for (const ci of cis) testEnv.listServer(ci);
    terminal.say('sandbox', `ServiceNow is ${testEnv.sandbox.serviceNow.url}, with the built update set`);
    if (story === 'rule') installRule(testEnv);
    const report = async (ci: CiHarness): Promise<Ending[]> =>
      story === 'rule'
        ? reportRule(ci, testEnv, terminal)
        : [await reportStory(STORIES[story], ci, testEnv, terminal)];
    const ended = (await Promise.all(cis.map(report))).flat();
    if (showLog) for (const { log } of ended) terminal.quote(log);
    terminal.verdicts(ended);
    return ended.every(({ good }) => good);
  } finally {
    await testEnv.close();
  }
}

/** All, or the one that was asked for. */
function named<T>(all: readonly T[], name: (one: T) => string, wanted: string | undefined): readonly T[] {
  return wanted === undefined ? all : all.filter((one) => name(one) === wanted);
}
