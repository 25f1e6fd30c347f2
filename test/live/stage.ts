/** Where one scenario plays: the instance and the CI for it alone, and what it has started, which is ended whatever happens. */
import { Refused } from './api.ts';
import { answerUntil, expectAsked, stands } from './approvals.ts';
import type { BuildInputs, BuildView, LiveBuild, LiveCi } from './ci.ts';
import { type Change, type Instance, MARK, type Registration, STATE } from './instance.ts';
import { type Pace, until } from './polling.ts';
import type { Settings } from './settings.ts';
import { DoesNotHold } from './verdict.ts';

/** Of each change that the suite opens. */
export const DESCRIPTION = 'Opened by `npm run test:live` of Change Gate, which closes or cancels it.';

export interface StageParts {
  readonly scenario: string;
  /** Tells this run of the suite from others: part of each change's short description. */
  readonly runId: string;
  readonly settings: Settings;
  readonly instance: Instance;
  readonly ci: LiveCi;
  readonly pace: Pace;
  /** How long a pipeline is held between `open` and its gate, for what has to happen before it stands there. */
  readonly holdSeconds: number;
}

export class Stage {
  readonly instance: Instance;
  readonly ci: LiveCi;
  readonly settings: Settings;
  readonly pace: Pace;
  readonly holdSeconds: number;
  /** Of the change that the scenario's build opens. */
  readonly shortDescription: string;
  /** Oldest first. */
  readonly builds: LiveBuild[] = [];
  /** What may run without being one of `builds`, a sentence each. */
  readonly lost: string[] = [];
  readonly #stream: string;

  constructor({ scenario, runId, settings, instance, ci, pace, holdSeconds }: StageParts) {
    this.instance = instance;
    this.ci = ci;
    this.pace = pace;
    this.holdSeconds = holdSeconds;
    this.shortDescription = `${MARK} ${runId}: ${scenario}`;
    this.settings = settings;
    this.#stream = `change-gate-live-${runId}-${scenario}`;
  }

  async start(inputs: Partial<BuildInputs> = {}): Promise<LiveBuild> {
    const given = {
      data: JSON.stringify(this.data()),
      changeNumber: '',
      stream: this.#stream,
      holdSeconds: 0,
    };
    try {
      const build = await this.ci.start({ ...given, ...inputs });
      this.builds.push(build);
      return build;
    } catch (error) {
      if (!(error instanceof Refused)) {
        this.lost.push(
          `A build that was asked for may run, and is not known. Stop it in the CI, and cancel the change that it opens, which is called "${this.shortDescription}".`,
        );
      }
      throw error;
    }
  }

  /** The fields of a change as the suite opens it. */
  data(): Record<string, unknown> {
    return {
      description: DESCRIPTION,
      assignment_group: this.settings.get('ASSIGNMENT_GROUP'),
      ...(JSON.parse(this.settings.get('DATA')) as Record<string, unknown>),
      short_description: this.shortDescription,
    };
  }

  /** Starts a build, and waits until it stands at its gate and its change awaits approval. */
  async startAndPause(inputs: Partial<BuildInputs> = {}): Promise<{ build: LiveBuild; change: Change }> {
    const build = await this.start(inputs);
    await this.atGate(build);
    return { build, change: await this.asked() };
  }

  async atGate(build: LiveBuild): Promise<BuildView> {
    const view = await this.#seen(build, 'to stand at its gate', ({ waiting, over }) => waiting || over);
    if (view.over) await this.#endedEarly(build, view);
    return view;
  }

  async over(build: LiveBuild): Promise<BuildView> {
    return this.#seen(build, 'to be over', ({ over }) => over);
  }

  /** The one change that the scenario's build has opened, once people are asked to approve it. */
  async asked(): Promise<Change> {
    return this.changeThat('whose approval is requested', (change) => {
      expectAsked(change);
      return change.approval === 'requested';
    });
  }

  /** The one change of the scenario, once it is as wanted. @param wanted behind `a change` */
  async changeThat(wanted: string, is: (change: Change) => boolean): Promise<Change> {
    let last: Change | undefined;
    return until(
      this.pace,
      `a change ${wanted}`,
      async () => {
        last = await this.onlyChange();
        return last !== undefined && is(last) ? last : undefined;
      },
      () => (last === undefined ? `None is called "${this.shortDescription}".` : stands(last)),
    );
  }

  /** The approver approves whatever is asked, until the change is in Scheduled. */
  async approve(change: Change): Promise<void> {
    await answerUntil(this, change, {
      answer: 'approved',
      wanted: 'Scheduled',
      is: ({ state }) => state === STATE.scheduled,
    });
  }

  async reject(change: Change): Promise<void> {
    await answerUntil(this, change, {
      answer: 'rejected',
      wanted: 'rejected',
      is: ({ approval }) => approval === 'rejected',
    });
  }

  async implement(change: Change): Promise<void> {
    await this.instance.update(change, { state: STATE.implement });
  }

  /** What is registered for the change's gate, once it is as wanted. @param wanted behind `the registration of CHG0030001` */
  async registrationThat(
    change: Change,
    wanted: string,
    is: (registration: Registration) => boolean,
  ): Promise<Registration> {
    let last: Registration | undefined;
    return until(
      this.pace,
      `the registration of ${change.number} ${wanted}`,
      async () => {
        last = await this.instance.registration(change);
        return last !== undefined && is(last) ? last : undefined;
      },
      () =>
        last === undefined ? 'There is none.' : `It is ${last.status}, ${last.decision}: ${last.reason}`,
    );
  }

  /** All work notes of the change, once they are as wanted. @param wanted behind `the work notes of CHG0030001` */
  async workNotesThat(change: Change, wanted: string, are: (notes: string) => boolean): Promise<string> {
    return until(this.pace, `the work notes of ${change.number} ${wanted}`, async () => {
      const notes = await this.instance.workNotes(change);
      return are(notes) ? notes : undefined;
    });
  }

  async #seen(build: LiveBuild, wanted: string, is: (view: BuildView) => boolean): Promise<BuildView> {
    let last = '';
    return until(
      this.pace,
      `build ${build.id} ${wanted}`,
      async () => {
        const view = await build.look();
        last = view.status;
        return is(view) ? view : undefined;
      },
      () => `It is ${last}: ${build.url}`,
    );
  }

  /** All that a build which is over has written, once its CI has it. */
  async logOf(build: LiveBuild): Promise<string> {
    return until(
      this.pace,
      `the log of build ${build.id} to be there`,
      () => build.log(),
      () => build.url,
    );
  }

  async #endedEarly(build: LiveBuild, { status }: BuildView): Promise<never> {
    const log = await this.logOf(build).catch((error: Error) => error.message);
    throw new DoesNotHold(
      `Build ${build.id} ended (${status}) before it stood at its gate: ${build.url}. Its log ends with: ${this.settings.redact(log).slice(-1_500)}`,
    );
  }

  /**
   * Of an instance that gives sys_ids itself, `open` makes a second one when it runs again, and withdraws that.
   * @throws DoesNotHold where there are several
   */
  async onlyChange(): Promise<Change | undefined> {
    const all = await this.instance.changes(this.shortDescription);
    const standing = all.filter(({ state }) => state !== STATE.canceled);
    const found = standing.length > 0 ? standing : all;
    if (found.length > 1) {
      const numbers = found.map(({ number }) => number).join(', ');
      throw new DoesNotHold(`One change was to be opened, and there are ${numbers}.`);
    }
    return found[0];
  }
}
