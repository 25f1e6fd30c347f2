import { setTimeout as wait } from 'node:timers/promises';
import type { Build } from '@change-gate/sandbox';
import { codefresh } from '../gate/codefresh.ts';
import type { World } from '../gate/world.ts';
import type { Narrator } from './narrator.ts';

export interface Story {
  readonly title: string;
  /** What people do to the change, in words and in deed. The last deed is the decision. */
  readonly deeds: readonly { readonly words: string; readonly act: (world: World) => void }[];
  readonly mustEnd: { readonly build: string; readonly deployed: boolean; readonly change: string };
}

export type StoryName = 'approved' | 'rejected';

export const STORIES: Readonly<Record<StoryName, Story>> = {
  approved: {
    title: 'The change is approved: the build goes on',
    deeds: [
      {
        words: 'approves the change: ServiceNow moves it to Scheduled',
        act: (world) => world.sandbox.serviceNow.approve(world.number),
      },
      {
        words: 'starts the implementation: the change is in Implement',
        act: (world) => world.sandbox.serviceNow.move(world.number, 'Implement'),
      },
    ],
    mustEnd: { build: 'success', deployed: true, change: 'Closed' },
  },
  rejected: {
    title: 'The change is rejected: the build stops',
    deeds: [
      {
        words: 'rejects the change ("Not on a Friday"): ServiceNow sends it back to New',
        act: (world) => world.sandbox.serviceNow.reject(world.number, 'Not on a Friday'),
      },
    ],
    mustEnd: { build: 'denied', deployed: false, change: 'New' },
  },
};

/** Long enough to see that nothing runs while people think. */
const THINKING_MS = 800;

/** @returns whether the story ended as it must */
export async function tell(
  story: Story,
  world: World,
  narrator: Narrator,
  showLog: boolean,
): Promise<boolean> {
  const { serviceNow, codefresh: server } = world.sandbox;
  narrator.say(
    'sandbox',
    `ServiceNow is ${serviceNow.url}, with the built update set; Codefresh is ${server.url}`,
  );
  let lastDeed = 0;
  narrateCodefresh(world, narrator, () => lastDeed);

  const build = server.build(world.start(codefresh).id) as Build;
  narrator.say('Codefresh', `build ${build.id} of ${build.pipelineName} starts`);
  await build.paused;
  const held = build.heldRunnerMs;
  for (const { words, act } of story.deeds) {
    await wait(THINKING_MS);
    narrator.say(
      'Codefresh',
      `paused for ${seconds(build.pausedMs)}; runner held meanwhile: ${seconds(build.heldRunnerMs - held)}`,
    );
    narrator.say('a person', words);
    lastDeed = performance.now();
    act(world);
  }
  await build.finished;
  await serviceNow.idle();
  if (showLog) narrator.quote(build.log);
  return judge(story, build, world, narrator);
}

/** What a person would see in Codefresh, as it happens. */
function narrateCodefresh(world: World, narrator: Narrator, lastDeed: () => number): void {
  world.sandbox.codefresh.on((event) => {
    if (event.type === 'decision') {
      const delay = Math.round(performance.now() - lastDeed());
      narrator.say('ServiceNow', `tells Codefresh: callback delivered ${delay} ms after the decision`);
    } else if (event.type === 'step') {
      const words = STEPS[`${event.step} ${event.status}`];
      if (words !== undefined) narrator.say('Codefresh', words(world));
    } else if (event.type === 'build' && event.status === 'denied') {
      narrator.say('Codefresh', 'the build is denied: it stops here, and nothing is deployed');
    }
  });
}

/** By the README pipeline's step and what became of it. */
const STEPS: Readonly<Record<string, (world: World) => string>> = {
  'open_change success': (world) =>
    `opened ${world.number} "${world.change().short_description}", registered the callback`,
  'wait_for_approval pending-approval': () => 'paused at its gate',
  'verify_change success': (world) => `verified that ${world.number} is approved, in ServiceNow itself`,
  'deploy success': () => 'deployed',
  'close_change success': (world) => `closed ${world.number}`,
};

function judge({ mustEnd }: Story, build: Build, world: World, narrator: Narrator): boolean {
  const deployed = build.steps.some((step) => step.name === 'deploy' && step.status === 'success');
  const { number, approval, state } = world.change();
  const choices =
    world.sandbox.serviceNow.database.table('change_request')?.columns.get('state')?.choices ?? [];
  const stateLabel = choices.find((choice) => choice.value === state)?.label ?? state;
  const good =
    build.status === mustEnd.build && deployed === mustEnd.deployed && stateLabel === mustEnd.change;
  narrator.verdict(
    good,
    `build ${build.status}, ${deployed ? 'deployed' : 'not deployed'}; ${number} in ${stateLabel}, approval ${approval}.`,
  );
  return good;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
