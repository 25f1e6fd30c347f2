import type { SandboxClock } from '../../clock.ts';
import { formatDateTime, type RowChange, type ServiceNowInstance } from '../../servicenow/index.ts';
import type { CiPanel, PipelineStatus, PipelineView } from '../ci-panel.ts';
import type { Activity, ChangeSummary, CiSummary, PipelineSummary, Snapshot, Update } from '../protocol.ts';
import { describePipeline, describeWrite } from './activity.ts';
import { changeSummary } from './changes.ts';
import { buildKey, changesByBuild, DELIVERY, REGISTRATION, registrationWith } from './registrations.ts';
import { UnsentUpdate } from './unsent-update.ts';

/** What a page that is opened later still gets to read. */
const KEPT_ACTIVITIES = 50;

/** Watches the instance and the CIs, and sends each page what has changed since its last message. */
export class BoardUpdates {
  readonly #instance: ServiceNowInstance;
  readonly #clock: SandboxClock;
  readonly #panels: readonly CiPanel[];
  readonly #describeCis: () => readonly CiSummary[];
  readonly #changeOf: Map<string, string>;
  readonly #statuses = new Map<string, PipelineStatus>();
  readonly #unsent = new Set<UnsentUpdate>();
  readonly #stops: (() => void)[] = [];
  #activities: Activity[] = [];
  #open = true;

  constructor(
    instance: ServiceNowInstance,
    clock: SandboxClock,
    panels: readonly CiPanel[],
    describeCis: () => readonly CiSummary[],
  ) {
    this.#instance = instance;
    this.#clock = clock;
    this.#panels = panels;
    this.#describeCis = describeCis;
    this.#changeOf = changesByBuild(instance.database);
    instance.database.after((change) => this.#written(change));
    for (const panel of panels) this.#stops.push(panel.onChange((id) => this.#moved(panel, id)));
    // Stopwatches jump with the clock.
    this.#stops.push(clock.onAdvance(() => this.#timeJumped()));
  }

  /** A page begins to listen: everything, and from then on what is different. */
  subscribe(): { readonly snapshot: Snapshot; readonly unsent: UnsentUpdate; readonly end: () => void } {
    const unsent = new UnsentUpdate();
    this.#unsent.add(unsent);
    return { snapshot: this.#snapshot(), unsent, end: () => this.#unsent.delete(unsent) };
  }

  /** How the things that a page has not been told of are now. */
  read(unsent: UnsentUpdate): Update {
    return {
      now: this.#now(),
      ...(unsent.cis && { cis: this.#describeCis() }),
      changes: [...unsent.changes].flatMap((number) => this.#change(number)),
      deleted: [...unsent.deleted],
      touched: [...unsent.touched],
      pipelines: [...unsent.pipelines].flatMap((key) => this.#pipeline(key)),
      activities: unsent.activities,
    };
  }

  cisChanged(): void {
    this.#note((unsent) => {
      unsent.cis = true;
    });
  }

  addActivity(who: string, text: string): void {
    const activity = { at: this.#now(), who, text };
    this.#activities = [...this.#activities.slice(1 - KEPT_ACTIVITIES), activity];
    this.#note((unsent) => {
      unsent.activities = [...unsent.activities.slice(1 - KEPT_ACTIVITIES), activity];
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
      cis: this.#describeCis(),
      changes: database.query('change_request').map((row) => changeSummary(database, row)),
      pipelines: this.#panels.flatMap((panel) =>
        panel.pipelines().map((pipeline) => this.#summary(panel, pipeline)),
      ),
      activities: this.#activities,
    };
  }

  #written(change: RowChange): void {
    // A database has no way to stop listening to it.
    if (!this.#open) return;
    const row = change.next ?? change.previous ?? {};
    const { label } = this.#instance.database.table(change.table) ?? {};
    if (label === REGISTRATION && change.next !== null) this.#registered(change);
    const number = this.#numberOf(change.table, row);
    if (number !== undefined) {
      this.#note((unsent) => {
        if (change.table === 'change_request') {
          (change.next === null ? unsent.deleted : unsent.changes).add(number);
        }
        unsent.touched.add(number);
      });
    }
    const told = describeWrite(this.#instance.database, change);
    if (told !== undefined) this.addActivity('ServiceNow', told);
  }

  #registered({ next }: RowChange): void {
    const key = buildKey(next ?? {});
    this.#changeOf.set(key, next?.change_number ?? '');
    this.#note((unsent) => unsent.pipelines.add(key));
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
    }
    switch (database.table(table)?.label) {
      case REGISTRATION:
        return row.change_number;
      case DELIVERY:
        return registrationWith(database, row.registration)?.change_number;
      default:
        return undefined;
    }
  }

  #moved(panel: CiPanel, id: string): void {
    const key = buildKey({ ci: panel.key, build_id: id });
    this.#note((unsent) => unsent.pipelines.add(key));
    const now = panel.pipeline(id);
    if (now === undefined) return;
    const told = describePipeline(this.#statuses.get(key), now);
    this.#statuses.set(key, now.status);
    if (told !== undefined) this.addActivity(panel.name, told);
  }

  #timeJumped(): void {
    this.#note((unsent) => {
      for (const panel of this.#panels) {
        for (const { id, status } of panel.pipelines()) {
          if (status === 'running' || status === 'paused')
            unsent.pipelines.add(buildKey({ ci: panel.key, build_id: id }));
        }
      }
    });
  }

  #note(edit: (unsent: UnsentUpdate) => void): void {
    for (const unsent of this.#unsent) unsent.add(edit);
  }

  #change(number: string): ChangeSummary[] {
    const { database } = this.#instance;
    const row = database.find('change_request', 'number', number);
    return row === undefined ? [] : [changeSummary(database, row)];
  }

  #pipeline(key: string): PipelineSummary[] {
    const [ci = '', id = ''] = key.split(' ');
    const panel = this.#panels.find((one) => one.key === ci);
    const pipeline = panel?.pipeline(id);
    return panel === undefined || pipeline === undefined ? [] : [this.#summary(panel, pipeline)];
  }

  #summary(panel: CiPanel, pipeline: PipelineView): PipelineSummary {
    const change = this.#changeOf.get(buildKey({ ci: panel.key, build_id: pipeline.id })) ?? null;
    return { ...pipeline, ci: panel.key, change };
  }

  #now(): string {
    return formatDateTime(this.#clock.now());
  }
}
