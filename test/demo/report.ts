import { setTimeout as wait } from 'node:timers/promises';
import type { CiPanel } from '@change-gate/sandbox';
import type { TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import type { CiHarness, GatedBuild } from '../gate/harness.ts';
import { type Story, stateLabel } from './stories.ts';
import type { Terminal } from './terminal.ts';

export interface Ending {
  readonly good: boolean;
  readonly verdict: string;
  readonly log: string;
}

/** Long enough to see that nothing runs while people think. */
const THINKING_MS = 500;

const LIST = new Intl.ListFormat('en-GB');

/** Runs a story on one CI and reports what happens, as people would see it in the CI and in ServiceNow. */
export async function reportStory(
  story: Story,
  ci: CiHarness,
  testEnv: TestEnvironment,
  terminal: Terminal,
): Promise<Ending> {
  const panel = panelOf(testEnv, ci);
  const { serviceNow } = testEnv.sandbox;
  const build = testEnv.start(ci);
  terminal.say(ci.name, `${panel.pipeline(build.id)?.name ?? 'the pipeline'} starts on ${panel.url}`);
  await build.paused;
  // The last step may end a moment after the gate is there.
  await waitUntil(
    () => panel.pipeline(build.id)?.holdsRunner === false,
    (listener) => panel.onChange(listener),
    `${ci.name} to let go of its runner`,
  );
  const number = changeOf(testEnv, build);
  const before = passed(panel, build);
  const held = panel.pipeline(build.id)?.heldRunnerMs ?? 0;
  terminal.say(ci.name, `opened ${number}, registered the callback, and paused at its gate`);
  for (const act of story.before) {
    await wait(THINKING_MS);
    terminal.say('a person', act(serviceNow, number));
  }
  await wait(THINKING_MS);
  const { pausedMs = 0, heldRunnerMs = 0 } = panel.pipeline(build.id) ?? {};
  const heldMeanwhile = heldRunnerMs - held;
  const pause = `paused ${seconds(pausedMs)}, runner held ${seconds(heldMeanwhile)}`;
  terminal.say('a person', `${story.words(number)}; ${pause}`);
  sayCallbacks(ci, build, testEnv, terminal);
  story.decide(serviceNow, number);
  await build.ended;
  sayEnd(ci, build, panel, terminal, before);
  await serviceNow.idle();
  return judge(story, ci, testEnv, { build, number, heldMeanwhile });
}

/** From the decision, which is now. */
function sayCallbacks(ci: CiHarness, build: GatedBuild, testEnv: TestEnvironment, terminal: Terminal): void {
  const decidedAt = performance.now();
  const { database } = testEnv.sandbox.serviceNow;
  database.after(({ table, operation, next }) => {
    if (table !== 'x_change_gate_delivery' || operation !== 'insert') return;
    const registration = database.get('x_change_gate_registration', next?.registration ?? '');
    if (registration?.build_id !== build.id) return;
    const delay = Math.round(performance.now() - decidedAt);
    terminal.say(
      'ServiceNow',
      `calls ${ci.name} back, ${delay} ms after the decision: ${registration.decision}`,
    );
  });
}

/** @param before stages that had passed before the gate */
function sayEnd(
  ci: CiHarness,
  build: GatedBuild,
  panel: CiPanel,
  terminal: Terminal,
  before: readonly string[],
): void {
  const after = passed(panel, build).filter((stage) => !before.includes(stage));
  const { status, word } = panel.pipeline(build.id) ?? {};
  const deployed = build.view().deployed ? 'AND HAS DEPLOYED' : 'and nothing is deployed';
  terminal.say(
    ci.name,
    [
      ...(after.length > 0 ? [`${LIST.format(after)} ${after.length > 1 ? 'have' : 'has'} passed`] : []),
      ...(status !== 'passed' ? [`the pipeline stops (${word}), ${deployed}`] : []),
    ].join('; '),
  );
}

function passed(panel: CiPanel, build: GatedBuild): string[] {
  const stages = panel.pipeline(build.id)?.stages ?? [];
  return stages.filter(({ status }) => status === 'passed').map(({ name }) => name);
}

interface Told {
  readonly build: GatedBuild;
  /** Of its change. */
  readonly number: string;
  /** How long the build has occupied a runner while it stood at its gate, in ms. */
  readonly heldMeanwhile: number;
}

/** Against what the CI's server and the instance say, not against what was said meanwhile. */
function judge({ mustEnd }: Story, ci: CiHarness, testEnv: TestEnvironment, told: Told): Ending {
  const { build, number, heldMeanwhile } = told;
  const { succeeded, deployed, answers, log } = build.view();
  const { database, userActions } = testEnv.sandbox.serviceNow;
  const row = userActions.change(number);
  const { approval } = row;
  const change = stateLabel(database, row);
  const heldNone = heldMeanwhile === 0;
  const good =
    succeeded === mustEnd.succeeded &&
    deployed === mustEnd.deployed &&
    change === mustEnd.change &&
    approval === mustEnd.approval &&
    answers.join() === mustEnd.answer &&
    heldNone;
  const verdict = [
    `${ci.name} ${succeeded ? 'succeeded' : 'stopped'}, ${deployed ? 'deployed' : 'not deployed'}`,
    `told ${answers.join(', ') || 'nothing'}`,
    heldNone ? 'no runner held meanwhile' : `A RUNNER HELD for ${seconds(heldMeanwhile)}`,
    `${number} in ${change}, approval ${approval}.`,
  ].join('; ');
  return { good, verdict, log };
}

function changeOf({ sandbox }: TestEnvironment, build: GatedBuild): string {
  const registration = sandbox.serviceNow.database.find('x_change_gate_registration', 'build_id', build.id);
  if (registration?.change_number === undefined) {
    throw new Error(`Build ${build.id} stands at its gate and has registered no callback`);
  }
  return registration.change_number;
}

function panelOf({ sandbox }: TestEnvironment, { name }: CiHarness): CiPanel {
  const panel = sandbox.ciPanels.find((one) => one.name === name);
  if (panel === undefined) throw new Error(`The sandbox has no ${name} server`);
  return panel;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
