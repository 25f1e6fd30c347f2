/** What a run of the live suite signs off: what was tried, where, when, by which suite. It names no host, user or project. */

export const OUTCOMES = ['holds', 'does-not-hold', 'could-not-be-seen', 'skipped', 'observed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface SignOff {
  /** Of this format. */
  readonly changeGateSignOff: 1;
  /** Version of the suite. */
  readonly suite: string;
  /** A run against loopback counts for nothing. */
  readonly of: 'live' | 'sandbox';
  /** UTC, `yyyy-MM-dd`. */
  readonly on: string;
  /** Each is empty where it was not told. */
  readonly instance: { readonly release: string; readonly app: string };
  readonly ci: { readonly name: string; readonly version: string };
  readonly scenarios: readonly ScenarioSignOff[];
  /** How many builds and changes the run could not end. */
  readonly left: number;
}

export interface ScenarioSignOff {
  readonly name: string;
  readonly claim: string;
  readonly outcome: Outcome;
  /** What was observed, in a word of the suite's. */
  readonly observed?: string;
}

/** What the suite has learned of a run. */
export interface RunFacts {
  readonly suite: string;
  readonly endedAt: Date;
  readonly instanceUrl: string;
  readonly ciUrl: string;
  /** `glide.buildtag`; empty where it was not told. */
  readonly release: string;
  readonly app: string;
  readonly ci: string;
  readonly ciVersion: string;
  readonly results: readonly {
    readonly scenario: Pick<ScenarioSignOff, 'name' | 'claim'>;
    readonly outcome: Outcome;
    readonly observed?: string;
    readonly left: readonly string[];
  }[];
}

/** What any field may look like: what else an instance or a CI tells of itself is left out. */
const FORMS = {
  version: /^(?:\d+(?:\.\d+){1,3}(?:-[a-z0-9.]+)?)?$/,
  release: /^(?:glide-[a-z]+-\d\d-\d\d-\d{4}__patch\d+[\w.-]*)?$/,
  day: /^\d{4}-\d\d-\d\d$/,
  ci: /^(?:Codefresh|GitHub|GitLab)$/,
  scenario: /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  observed: /^[\w-]{1,40}$/,
  claim: /^[^\n|<>]{1,200}$/,
} as const;

/** @returns the sign-off of a run: of the facts, those that say nothing of whose instance and CI it was */
export function signOff(facts: RunFacts): SignOff {
  const told = (form: keyof typeof FORMS, text: string) => (FORMS[form].test(text) ? text : '');
  return {
    changeGateSignOff: 1,
    suite: facts.suite,
    of: placeOf(facts),
    on: facts.endedAt.toISOString().slice(0, 10),
    instance: { release: told('release', facts.release), app: told('version', facts.app) },
    ci: { name: facts.ci, version: told('version', facts.ciVersion) },
    scenarios: facts.results.map(({ scenario: { name, claim }, outcome, observed }) => ({
      name,
      claim,
      outcome,
      ...(observed !== undefined && { observed: told('observed', observed) }),
    })),
    left: facts.results.flatMap(({ left }) => left).length,
  };
}

/** Where a run is: an instance or a CI on this machine makes it one of a sandbox, and an instance without TLS, as ServiceNow has none. */
export function placeOf({ instanceUrl, ciUrl }: Pick<RunFacts, 'instanceUrl' | 'ciUrl'>): SignOff['of'] {
  const isSandbox =
    isLoopback(instanceUrl) || isLoopback(ciUrl) || new URL(instanceUrl).protocol !== 'https:';
  return isSandbox ? 'sandbox' : 'live';
}

/** Whether a server is on this machine, as the sandbox's all are. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]|(?:.+\.)?localhost\.?|0\.0\.0\.0)$/i.test(
    hostname,
  );
}

/** @throws Error that says what is wrong with it: a form that is not known is no sign-off */
export function parseSignOff(text: string): SignOff {
  const value: unknown = JSON.parse(text);
  const checked = {
    changeGateSignOff: check(value, 'changeGateSignOff', (one) => one === 1),
    suite: check(value, 'suite', form('version')),
    of: check(value, 'of', (one) => one === 'live' || one === 'sandbox'),
    on: check(value, 'on', form('day')),
    instance: {
      release: check(value, 'instance.release', form('release')),
      app: check(value, 'instance.app', form('version')),
    },
    ci: { name: check(value, 'ci.name', form('ci')), version: check(value, 'ci.version', form('version')) },
    scenarios: (check(value, 'scenarios', isFilledList) as unknown[]).map((_, at) => ({
      name: check(value, `scenarios.${at}.name`, form('scenario')),
      claim: check(value, `scenarios.${at}.claim`, form('claim')),
      outcome: check(value, `scenarios.${at}.outcome`, (one) => OUTCOMES.some((outcome) => outcome === one)),
      ...observedIn(value, at),
    })),
    left: check(value, 'left', (one) => Number.isSafeInteger(one) && Number(one) >= 0),
  };
  // Nothing else is in it, and what is in it stands in this order.
  if (JSON.stringify(checked) !== JSON.stringify(value)) {
    throw new Error('it has something else in it, or its parts in another order');
  }
  return checked as SignOff;
}

function check(value: unknown, path: string, isRight: (part: unknown) => boolean): unknown {
  const part = path
    .split('.')
    .reduce<unknown>((whole, key) => (whole as Record<string, unknown> | null | undefined)?.[key], value);
  if (!isRight(part)) throw new Error(`${path} is ${JSON.stringify(part)}`);
  return part;
}

/** Of the observations alone. */
function observedIn(value: unknown, at: number): { observed?: unknown } {
  const { outcome } = (value as { scenarios: { outcome?: unknown }[] }).scenarios[at] ?? {};
  return outcome === 'observed'
    ? { observed: check(value, `scenarios.${at}.observed`, form('observed')) }
    : {};
}

function form(name: keyof typeof FORMS): (part: unknown) => boolean {
  return (part) => typeof part === 'string' && FORMS[name].test(part);
}

function isFilledList(part: unknown): boolean {
  return Array.isArray(part) && part.length > 0;
}
