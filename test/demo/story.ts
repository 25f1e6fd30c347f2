import { setTimeout as wait } from 'node:timers/promises';
import type { Build } from '@change-gate/sandbox';
import { codefresh } from '../gate/codefresh.ts';
import type { World } from '../gate/world.ts';
import type { Narrator } from './narrator.ts';

export interface Story {
  readonly title: string;
  /** What people do to the change, in words and in deed. The last deed is the decision. */
  readonly deeds: readonly { readonly words: string; readonly act: (world: World) => void }[];
  readonly mustEnd: { readonly build: string; readonly deployed: boolean; readonly changeState: string };
}

export type StoryName = 'approved' | 'rejected';

export const STORIES: Readonly<Record<StoryName, Story>> = {
  approved: {
    title: 'The change is approved: the build goes on',
    deeds: [
      {
        words: 'approves the change: ServiceNow moves it to Scheduled',
        act: (w) => w.sandbox.serviceNow.approve(w.number),
      },
      {
        words: 'starts the implementation: the change is in Implement',
        act: (w) => w.sandbox.serviceNow.move(w.number, 'Implement'),
      },
    ],
    mustEnd: { build: 'success', deployed: true, changeState: '3' },
  },
  rejected: {
    title: 'The change is rejected: the build stops',
    deeds: [
      {
        words: 'rejects the change ("Not on a Friday"): ServiceNow sends it back to New',
        act: (w) => w.sandbox.serviceNow.reject(w.number, 'Not on a Friday'),
      },
    ],
    mustEnd: { build: 'denied', deployed: false, changeState: '-5' },
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

  const build = server.build(world.start(codefresh).id) as Build;
  narrator.say('Codefresh', `build ${build.id} of ${build.pipelineName} starts`);
  await build.paused;
  const heldBefore = build.heldRunnerMs;
  const { number, short_description: title } = world.change();
  narrator.say('Codefresh', `opened ${number} "${title}" and registered the callback`);
  narrator.say('Codefresh', 'the build is paused at its gate');

  for (const { words, act } of story.deeds.slice(0, -1)) {
    await wait(THINKING_MS);
    act(world);
    narrator.say('a person', words);
  }
  await wait(THINKING_MS);
  const held = build.heldRunnerMs - heldBefore;
  narrator.say('Codefresh', `paused for ${seconds(build.pausedMs)}, with ${seconds(held)} of a runner held`);
  await decide(story, world, narrator);

  await build.finished;
  await serviceNow.idle();
  narrateEnd(build, world, narrator);
  if (showLog) narrator.quote(build.log);
  return judge(story, build, world, narrator, held);
}

/** The last deed, and how long after it the CI was told. */
async function decide(story: Story, world: World, narrator: Narrator): Promise<void> {
  const deed = story.deeds.at(-1);
  const told = new Promise<number>((resolve) => {
    world.sandbox.codefresh.on((event) => {
      if (event.type === 'decision') resolve(performance.now());
    });
  });
  const decided = performance.now();
  deed?.act(world);
  narrator.say('a person', deed?.words ?? '');
  const delay = Math.round((await told) - decided);
  narrator.say('ServiceNow', `told Codefresh: callback delivered ${delay} ms after the decision`);
}

function narrateEnd(build: Build, world: World, narrator: Narrator): void {
  const step = (name: string) => build.steps.find((candidate) => candidate.name === name)?.status;
  if (step('verify_change') === 'success')
    narrator.say('Codefresh', 'verified the decision in ServiceNow itself');
  if (step('deploy') === 'success') narrator.say('Codefresh', 'deployed');
  if (step('close_change') === 'success') narrator.say('Codefresh', `closed ${world.number}`);
  if (build.status === 'denied') narrator.say('Codefresh', 'the build is denied; nothing was deployed');
}

function judge(story: Story, build: Build, world: World, narrator: Narrator, held: number): boolean {
  const deployed = build.steps.some((step) => step.name === 'deploy' && step.status === 'success');
  const { build: status, changeState, deployed: mustDeploy } = story.mustEnd;
  const change = world.change();
  const good =
    build.status === status && deployed === mustDeploy && change.state === changeState && held === 0;
  narrator.verdict(
    good,
    `build ${build.status}, ${deployed ? 'deployed' : 'not deployed'}, ${change.number} in state ${change.state}, approval ${change.approval}.`,
  );
  return good;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
