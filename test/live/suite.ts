/** Runs scenarios, a few at once, and tells of each how it ended. */
import type { OnExchange } from './api.ts';
import type { CiKind } from './ci.ts';
import { cleanUp } from './clean-up.ts';
import { Instance } from './instance.ts';
import type { Observation, Scenario } from './scenario.ts';
import { type Settings, type Variable, wrongCount, wrongSeconds } from './settings.ts';
import type { Outcome } from './sign-off/sign-off.ts';
import { Stage } from './stage.ts';
import { DoesNotHold, Skipped } from './verdict.ts';

export const SUITE_VARIABLES: readonly Variable[] = [
  {
    name: 'DEADLINE_SECONDS',
    what: 'how long to wait for one thing to happen',
    otherwise: '900',
    wrong: wrongSeconds,
  },
  { name: 'POLL_SECONDS', what: 'how long to wait between two looks', otherwise: '5', wrong: wrongSeconds },
  {
    name: 'HOLD_SECONDS',
    what: 'how long a pipeline is held before its gate, in which its change has to be approved',
    otherwise: '120',
    wrong: wrongSeconds,
  },
  { name: 'AT_ONCE', what: 'how many scenarios run at once', otherwise: '3', wrong: wrongCount },
];

/** How a scenario ended. */
export interface Result {
  readonly scenario: Scenario | Observation;
  readonly outcome: Outcome;
  /** One of an observation's answers, or `other`. */
  readonly observed?: string;
  /** Why it is not `holds`, or what was observed; else empty. Holds no secret. */
  readonly detail: string;
  readonly seconds: number;
  /** What could not be ended, a sentence each. Holds no secret. */
  readonly left: readonly string[];
}

export interface SuiteOptions {
  readonly settings: Settings;
  readonly ci: CiKind;
  readonly scenarios: readonly (Scenario | Observation)[];
  /** Tells this run of the suite from others. */
  readonly runId: string;
  /** Leaves changes and builds as they are, for people who look at them. */
  readonly keep: boolean;
  /** Ends all waiting; what was started is ended all the same. */
  readonly signal: AbortSignal;
  readonly onExchange: OnExchange;
  readonly onResult: (result: Result) => void;
}

/** @returns the results, in the order of the scenarios */
export async function runSuite(options: SuiteOptions): Promise<Result[]> {
  const { settings, scenarios, signal, onResult } = options;
  const results = new Map<Result['scenario'], Result>();
  const waiting = [...scenarios];
  const worker = async () => {
    for (let scenario = waiting.shift(); scenario !== undefined; scenario = waiting.shift()) {
      if (signal.aborted) return;
      const result = await play(scenario, options);
      results.set(scenario, result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: Number(settings.get('AT_ONCE')) }, worker));
  return scenarios.map(
    (scenario) =>
      results.get(scenario) ?? {
        scenario,
        outcome: 'could-not-be-seen',
        detail: 'The suite was stopped before it began.',
        seconds: 0,
        left: [],
      },
  );
}

async function play(scenario: Result['scenario'], options: SuiteOptions): Promise<Result> {
  const { settings, ci, runId, keep, signal, onExchange } = options;
  const seconds = (name: string) => Number(settings.get(name));
  const pace = {
    pollMs: seconds('POLL_SECONDS') * 1000,
    deadlineMs: seconds('DEADLINE_SECONDS') * 1000,
    signal,
  };
  const began = Date.now();
  const stage = new Stage({
    scenario: scenario.name,
    runId,
    settings,
    instance: new Instance(settings, scenario.name, onExchange),
    ci: ci.connect({ settings, scenario: scenario.name, onExchange, pace }),
    pace,
    holdSeconds: seconds('HOLD_SECONDS'),
  });
  const ended = await attempt(scenario, stage);
  const left = keep ? [] : (await cleanUp(stage)).map((what) => settings.redact(what));
  const detail = settings.redact(ended.detail);
  return { scenario, ...ended, detail, seconds: Math.round((Date.now() - began) / 1000), left };
}

/** Never throws. */
async function attempt(
  scenario: Result['scenario'],
  stage: Stage,
): Promise<Pick<Result, 'outcome' | 'observed' | 'detail'>> {
  const isObservation = 'answers' in scenario;
  try {
    const seen = await scenario.run(stage);
    if (!isObservation) return { outcome: 'holds', detail: '' };
    const observed = scenario.answers.find((answer) => answer === seen) ?? 'other';
    return { outcome: 'observed', observed, detail: String(seen) };
  } catch (error) {
    const detail = (error as Error).message;
    return { outcome: isObservation ? 'could-not-be-seen' : outcomeOf(error), detail };
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof DoesNotHold) return 'does-not-hold';
  return error instanceof Skipped ? 'skipped' : 'could-not-be-seen';
}
