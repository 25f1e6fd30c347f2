/** `npm run demo`: one Codefresh build whose change is approved, one whose change is rejected. */
import { parseArgs } from 'node:util';
import { codefresh } from '../gate/codefresh.ts';
import { startWorld } from '../gate/world.ts';
import { Narrator } from './narrator.ts';
import { STORIES, type StoryName, tell } from './story.ts';

const HELP = `npm run demo [-- options]

Runs the README's Codefresh pipeline against the sandbox: a ServiceNow instance and a Codefresh server on
loopback. Nothing leaves this machine. Exits 0 only if every story ended as it must.

  --story NAME   only one story: ${Object.keys(STORIES).join(', ')}
  --log          show the builds' own logs as well
  --help         this text
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      story: { type: 'string' },
      log: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const names = Object.keys(STORIES) as StoryName[];
  const chosen = values.story === undefined ? names : names.filter((name) => name === values.story);
  if (chosen.length === 0) {
    process.stderr.write(`There is no story "${values.story}". There are: ${names.join(', ')}.\n`);
    return 1;
  }
  const ended: boolean[] = [];
  for (const name of chosen) ended.push(await play(name, values.log));
  return ended.every(Boolean) ? 0 : 1;
}

/** Every story has a sandbox of its own. @returns whether it ended as it must */
async function play(name: StoryName, showLog: boolean): Promise<boolean> {
  const narrator = new Narrator();
  narrator.title(STORIES[name].title);
  const world = await startWorld();
  try {
    world.listServer(codefresh);
    return await tell(STORIES[name], world, narrator, showLog);
  } finally {
    await world.close();
  }
}
