/** What holds one job at its environment: reviewers, custom protection rules, a wait timer, or several. */
import type { SandboxClock } from '../../clock.ts';
import type { StatusDelay } from '../base/status-delay.ts';
import type { App } from './directory.ts';
import type { Environment } from './environment.ts';

export type GateState = 'approved' | 'rejected';

export interface GateOutcome {
  /** `expired`: nobody decided in time. */
  readonly state: GateState | 'expired';
  /** Login or App who settled it; empty for a timer. */
  readonly by: string;
}

/** What an App says about a deployment that it holds, for people: markdown. */
export interface StatusReport {
  /** The App's slug. */
  readonly app: string;
  readonly comment: string;
}

/** @fact A gate that nobody answers | fails its job after 30 days | documented | reviewing-deployments */
const LONGEST_WAIT_MS = 30 * 86_400_000;

/**
 * @fact Status reports of a protection rule | 10 per deployment | documented |
 *   creating-custom-deployment-protection-rules
 */
const MOST_REPORTS = 10;

/**
 * @fact The end of a pending deployment, and the review in `/approvals` | follow the review or the App's answer 20 ms later
 * (option `statusDelayMs`); a second answer is refused in between | belief | no page says how soon
 */
export class DeploymentGate {
  readonly environment: Environment;
  readonly timerStarted: Date;
  readonly #statusDelay: StatusDelay;
  readonly #outcome = Promise.withResolvers<GateOutcome>();
  readonly #rules: Set<App>;
  readonly #reports: StatusReport[] = [];
  readonly #cancelAlarms: (() => void)[] = [];
  #review: boolean;
  #timer = false;
  #open = true;
  #pending = true;

  constructor(environment: Environment, clock: SandboxClock, statusDelay: StatusDelay) {
    this.environment = environment;
    this.timerStarted = clock.now();
    this.#statusDelay = statusDelay;
    this.#review = environment.reviewers.length > 0;
    this.#rules = new Set(environment.customRules.map(({ app }) => app));
    const after = (ms: number, ring: () => void) =>
      this.#cancelAlarms.push(clock.at(new Date(this.timerStarted.getTime() + ms), ring));
    after(LONGEST_WAIT_MS, () => this.#settle({ state: 'expired', by: '' }));
    if (environment.waitTimerMinutes > 0) {
      this.#timer = true;
      after(environment.waitTimerMinutes * 60_000, () => {
        this.#timer = false;
        this.#settleWhenMet('');
      });
    }
  }

  /** Whether the environment stops a job at all. */
  static protects({ reviewers, customRules, waitTimerMinutes }: Environment): boolean {
    return reviewers.length > 0 || customRules.length > 0 || waitTimerMinutes > 0;
  }

  /** Resolves when the job moves on: some time after the last answer. */
  get outcome(): Promise<GateOutcome> {
    return this.#outcome.promise;
  }

  /** Whether the deployment shows as pending. */
  get isPending(): boolean {
    return this.#pending;
  }

  /** Whether a review is still missing. */
  get wantsReview(): boolean {
    return this.#open && this.#review;
  }

  wantsRule(app: App): boolean {
    return this.#open && this.#rules.has(app);
  }

  /** Of all Apps, oldest first. */
  get reports(): readonly StatusReport[] {
    return this.#reports;
  }

  review(state: GateState, by: string): void {
    this.#review = false;
    this.#answer(state, by);
  }

  decideRule(app: App, state: GateState): void {
    this.#rules.delete(app);
    this.#answer(state, app.slug);
  }

  /** An administrator's; no rule is asked. */
  bypass(by: string): void {
    this.#settle({ state: 'approved', by });
  }

  /** @returns whether there was room for it */
  report(app: App, comment: string): boolean {
    const { slug } = app;
    if (this.#reports.filter((report) => report.app === slug).length >= MOST_REPORTS) return false;
    this.#reports.push({ app: slug, comment });
    return true;
  }

  /** The job has moved on, or its run was cancelled: nothing waits any more. */
  close(): void {
    this.#takeNoMore();
    this.#pending = false;
  }

  #takeNoMore(): void {
    this.#open = false;
    for (const cancel of this.#cancelAlarms) cancel();
  }

  #answer(state: GateState, by: string): void {
    if (state === 'rejected') this.#settle({ state, by });
    else this.#settleWhenMet(by);
  }

  #settleWhenMet(by: string): void {
    if (!this.#review && !this.#timer && this.#rules.size === 0) this.#settle({ state: 'approved', by });
  }

  #settle(outcome: GateOutcome): void {
    if (!this.#open) return;
    this.#takeNoMore();
    this.#cancelAlarms.push(
      this.#statusDelay.follow(() => {
        this.#pending = false;
        this.#outcome.resolve(outcome);
      }),
    );
  }
}
