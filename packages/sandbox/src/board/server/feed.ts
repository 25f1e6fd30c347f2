import type { SandboxClock } from '../../clock.ts';
import type { RowChange } from '../../servicenow/database/database.ts';
import type { ServiceNowInstance } from '../../servicenow/instance.ts';
import { formatDateTime } from '../../servicenow/time/date-time.ts';
import type { Lane, PipelineView, Standing } from '../lane.ts';
import type {
  ChangeSummary,
  Happening,
  LaneSummary,
  PipelineSummary,
  Snapshot,
  Update,
} from '../protocol.ts';
import { Backlog } from './backlog.ts';
import { changeSummary } from './changes.ts';
import { tellPipeline, tellWrite } from './happenings.ts';
import { buildKey, changesByBuild, DELIVERY, REGISTRATION } from './registrations.ts';

/** What a page that is opened later still gets to read. */
const KEPT_HAPPENINGS = 50;

/** Watches the instance and the lanes, and tells each page what is different since it was last told. */
export class Feed {
  readonly #instance: ServiceNowInstance;
  readonly #clock: SandboxClock;
  readonly #lanes: readonly Lane[];
  readonly #describeLanes: () => readonly LaneSummary[];
  readonly #changeOf: Map<string, string>;
  readonly #standings = new Map<string, Standing>();
  readonly #backlogs = new Set<Backlog>();
  readonly #stops: (() => void)[] = [];
  #happenings: Happening[] = [];
  #open = true;

  constructor(
    instance: ServiceNowInstance,
    clock: SandboxClock,
    lanes: readonly Lane[],
    describeLanes: () => readonly LaneSummary[],
  ) {
    this.#instance = instance;
    this.#clock = clock;
    this.#lanes = lanes;
    this.#describeLanes = describeLanes;
    this.#changeOf = changesByBuild(instance.database);
    instance.database.after((change) => this.#written(change));
    for (const lane of lanes) this.#stops.push(lane.onChange((id) => this.#moved(lane, id)));
    // Stopwatches jump with the clock.
    this.#stops.push(clock.onAdvance(() => this.#timeJumped()));
  }

  /** A page begins to listen: everything, and from then on what is added to the backlog. */
  subscribe(): { readonly snapshot: Snapshot; readonly backlog: Backlog; readonly end: () => void } {
    const backlog = new Backlog();
    this.#backlogs.add(backlog);
    return { snapshot: this.#snapshot(), backlog, end: () => this.#backlogs.delete(backlog) };
  }

  /** How the things in a backlog are now. */
  read(backlog: Backlog): Update {
    return {
      now: this.#now(),
      ...(backlog.lanes && { lanes: this.#describeLanes() }),
      changes: [...backlog.changes].flatMap((number) => this.#change(number)),
      deleted: [...backlog.deleted],
      touched: [...backlog.touched],
      pipelines: [...backlog.pipelines].flatMap((key) => this.#pipeline(key)),
      happenings: backlog.happenings,
    };
  }

  lanesChanged(): void {
    this.#tell((backlog) => {
      backlog.lanes = true;
    });
  }

  say(who: string, text: string): void {
    const happening = { at: this.#now(), who, text };
    this.#happenings = [...this.#happenings.slice(1 - KEPT_HAPPENINGS), happening];
    this.#tell((backlog) => {
      backlog.happenings = [...backlog.happenings.slice(1 - KEPT_HAPPENINGS), happening];
    });
  }

  close(): void {
    this.#open = false;
    for (const stop of this.#stops) stop();
  }

  #snapshot(): Snapshot {
    const { database, url } = this.#instance;
    return {
      now: this.#now(),
      instanceUrl: url,
      lanes: this.#describeLanes(),
      changes: database.query('change_request').map((row) => changeSummary(database, row)),
      pipelines: this.#lanes.flatMap((lane) =>
        lane.pipelines().map((pipeline) => this.#summary(lane, pipeline)),
      ),
      happenings: this.#happenings,
    };
  }

  #written(change: RowChange): void {
    // A database has no way to stop listening to it.
    if (!this.#open) return;
    const row = change.next ?? change.previous ?? {};
    if (change.table === REGISTRATION && change.next !== null) this.#registered(change);
    const number = this.#numberOf(change.table, row);
    if (number !== undefined) {
      this.#tell((backlog) => {
        if (change.table === 'change_request') {
          (change.next === null ? backlog.deleted : backlog.changes).add(number);
        }
        backlog.touched.add(number);
      });
    }
    const told = tellWrite(this.#instance.database, change);
    if (told !== undefined) this.say('ServiceNow', told);
  }

  #registered({ next }: RowChange): void {
    const key = buildKey(next ?? {});
    this.#changeOf.set(key, next?.change_number ?? '');
    this.#tell((backlog) => backlog.pipelines.add(key));
  }

  /** The number of the change that a row belongs to. */
  #numberOf(table: string, row: Readonly<Record<string, string>>): string | undefined {
    const { database } = this.#instance;
    const numberOfTask = (sysId = '') => database.get('change_request', sysId)?.number;
    switch (table) {
      case 'change_request':
        return row.number;
      case 'sysapproval_approver':
        return numberOfTask(row.sysapproval);
      case 'sys_journal_field':
        return numberOfTask(row.element_id);
      case REGISTRATION:
        return row.change_number;
      case DELIVERY:
        return database.get(REGISTRATION, row.registration ?? '')?.change_number;
      default:
        return undefined;
    }
  }

  #moved(lane: Lane, id: string): void {
    const key = buildKey({ ci: lane.key, build_id: id });
    this.#tell((backlog) => backlog.pipelines.add(key));
    const now = lane.pipeline(id);
    if (now === undefined) return;
    const told = tellPipeline(this.#standings.get(key), now);
    this.#standings.set(key, now.standing);
    if (told !== undefined) this.say(lane.name, told);
  }

  #timeJumped(): void {
    this.#tell((backlog) => {
      for (const lane of this.#lanes) {
        for (const { id, standing } of lane.pipelines()) {
          if (standing === 'running' || standing === 'paused')
            backlog.pipelines.add(buildKey({ ci: lane.key, build_id: id }));
        }
      }
    });
  }

  #tell(edit: (backlog: Backlog) => void): void {
    for (const backlog of this.#backlogs) backlog.add(edit);
  }

  #change(number: string): ChangeSummary[] {
    const { database } = this.#instance;
    const row = database.find('change_request', 'number', number);
    return row === undefined ? [] : [changeSummary(database, row)];
  }

  #pipeline(key: string): PipelineSummary[] {
    const [ci = '', id = ''] = key.split(' ');
    const lane = this.#lanes.find((one) => one.key === ci);
    const pipeline = lane?.pipeline(id);
    return lane === undefined || pipeline === undefined ? [] : [this.#summary(lane, pipeline)];
  }

  #summary(lane: Lane, pipeline: PipelineView): PipelineSummary {
    const change = this.#changeOf.get(buildKey({ ci: lane.key, build_id: pipeline.id })) ?? null;
    return { ...pipeline, lane: lane.key, change };
  }

  #now(): string {
    return formatDateTime(this.#clock.now());
  }
}
