/** The instance, by its public REST APIs, as the pipeline's user and as people. */
import { Api, type OnExchange } from './api.ts';
import { basic, type Settings } from './settings.ts';
import { CouldNotBeSeen } from './verdict.ts';

/** With this begins the short description of each change that the suite opens. It touches no other. */
export const MARK = 'Change Gate live suite';

/** States of the base system's change models. */
export const STATE = {
  new: '-5',
  assess: '-4',
  authorize: '-3',
  scheduled: '-2',
  implement: '-1',
  review: '0',
  closed: '3',
  canceled: '4',
} as const;

/** A change as the Table API shows it; a column that the instance or the user does not have is absent. */
export interface Change {
  readonly sys_id: string;
  readonly number: string;
  readonly short_description: string;
  readonly state: string;
  readonly approval: string;
  readonly on_hold: string;
  readonly close_code: string;
  readonly correlation_id: string;
  readonly x_change_gate_evidence?: string;
}

const CHANGES = '/api/now/table/change_request';

const APPROVALS = '/api/now/table/sysapproval_approver';

/** Columns by which a change goes another way. */
const DECISIVE: readonly string[] = ['state', 'on_hold'];

const FIELDS =
  'sys_id,number,short_description,state,approval,on_hold,close_code,correlation_id,x_change_gate_evidence';

/** A request for approval. */
interface Approval {
  readonly sys_id: string;
  /** Of what. */
  readonly sysapproval: string;
}

/** What the app tells the pipeline's user of a build that is registered. */
export interface Registration {
  readonly sys_id: string;
  readonly status: string;
  readonly decision: string;
  readonly reason: string;
}

/** Of `POST /api/x_change_gate/v1/checks`. */
interface AboutAnswer {
  readonly app: { readonly version: string };
  readonly instance: { readonly release: string };
}

export class Instance {
  /** The pipelines' integration user. */
  readonly pipeline: Api;
  /** Who approves, implements, puts on hold. */
  readonly approver: Api;
  /** An admin of the app, where one was named. */
  readonly admin: Api | undefined;

  constructor(settings: Settings, scenario: string, onExchange: OnExchange) {
    const as = (who: string, prefix: string) =>
      new Api({
        scenario,
        server: 'instance',
        as: who,
        baseUrl: settings.get('INSTANCE_URL'),
        headers: {
          Authorization: `Basic ${basic(settings.get(`${prefix}USERNAME`), settings.get(`${prefix}PASSWORD`))}`,
        },
        onExchange,
        redact: (text) => settings.redact(text),
      });
    this.pipeline = as('pipeline', '');
    this.approver = as('approver', 'APPROVER_');
    this.admin = settings.has('ADMIN_USERNAME') ? as('admin', 'ADMIN_') : undefined;
  }

  /** The changes with this short description, oldest first. */
  async changes(shortDescription: string): Promise<Change[]> {
    const query = new URLSearchParams({
      sysparm_query: `short_description=${shortDescription}^ORDERBYnumber`,
      sysparm_fields: FIELDS,
      sysparm_exclude_reference_link: 'true',
      sysparm_limit: '100',
    });
    const { result } = await this.pipeline.get<{ result: Change[] }>(`${CHANGES}?${query}`);
    // An instance may leave a condition out, and show changes of others.
    return result.filter((change) => change.short_description === shortDescription);
  }

  async change({ sys_id: sysId }: Change): Promise<Change> {
    const query = new URLSearchParams({ sysparm_fields: FIELDS, sysparm_exclude_reference_link: 'true' });
    const { result } = await this.pipeline.get<{ result: Change }>(`${CHANGES}/${sysId}?${query}`);
    return result;
  }

  /**
   * Writes fields of a change of the suite's, as a person or as another who may.
   * @throws CouldNotBeSeen where the instance refuses that, or takes it and does not do it
   */
  async update(change: Change, fields: Readonly<Record<string, string>>, who = this.approver): Promise<void> {
    if (!change.short_description.startsWith(MARK))
      throw new Error(`${change.number} is none of the suite's changes`);
    const columns = Object.keys(fields);
    const { result } = await who.patch<{ result: Readonly<Record<string, unknown>> }>(
      `${CHANGES}/${change.sys_id}?sysparm_fields=${['sys_id', ...columns].join(',')}`,
      fields,
    );
    // An access control or a rule leaves a field as it was, and the answer is 200 all the same.
    for (const column of columns.filter((name) => DECISIVE.includes(name))) {
      const is = result[column];
      if (is === undefined || is === fields[column]) continue;
      throw new CouldNotBeSeen(
        `The instance took ${column} "${fields[column]}" of ${change.number} from the ${who.as} with success, and it is "${is}": this user may not write it, or a rule, the model or open tasks of this instance keep the change from it.`,
      );
    }
  }

  /**
   * The approver answers a request for approval of the change that stands open for them: one, as others may end with it.
   * @returns how many that are
   * @throws CouldNotBeSeen where the instance takes the answer, and the request stands open still
   */
  async answer(change: Change, state: 'approved' | 'rejected', comments: string): Promise<number> {
    const query = new URLSearchParams({
      sysparm_query: `sysapproval=${change.sys_id}^state=requested^approver=javascript:gs.getUserID()`,
      sysparm_fields: 'sys_id,sysapproval',
      sysparm_exclude_reference_link: 'true',
      sysparm_limit: '1',
    });
    const { result } = await this.approver.get<{ result: Approval[] }>(`${APPROVALS}?${query}`);
    // As above: nothing is approved that is not the suite's own.
    const own = result.filter(({ sysapproval }) => sysapproval === change.sys_id);
    for (const { sys_id: id } of own) {
      await this.approver.patch(`${APPROVALS}/${id}?sysparm_fields=sys_id`, { state, comments });
      if ((await this.#requests(`sys_id=${id}`)) > 0) {
        throw new CouldNotBeSeen(
          `The instance took the approver's answer "${state}" for ${change.number} with success, and the request stands open still: the approver may not write it, or a rule of this instance undoes it.`,
        );
      }
    }
    return own.length;
  }

  /** How many requests for approval of the change stand open, of those that the approver may see: whoever is asked. */
  requestsFor(change: Change): Promise<number> {
    return this.#requests(`sysapproval=${change.sys_id}`);
  }

  async #requests(which: string): Promise<number> {
    const query = new URLSearchParams({
      sysparm_query: `${which}^state=requested`,
      sysparm_fields: 'sys_id',
    });
    return (await this.approver.get<{ result: unknown[] }>(`${APPROVALS}?${query}`)).result.length;
  }

  /** What is registered for the change's gate: the active registration, or else the newest. `undefined` where there is none. */
  async registration({ correlation_id: key }: Change): Promise<Registration | undefined> {
    const path = `/api/x_change_gate/v1/registrations?key=${encodeURIComponent(key)}`;
    const { status, body } = await this.pipeline.request('GET', path);
    if (status === 404) return undefined;
    if (status !== 200)
      throw new CouldNotBeSeen(`GET ${path} was answered ${status}: ${JSON.stringify(body)}`);
    return (body as { result: Registration }).result;
  }

  /** What the app tells of the instance and itself; words in the place of what it does not tell. */
  async about(): Promise<{ release: string; app: string }> {
    const { status, body } = await this.pipeline.request('POST', '/api/x_change_gate/v1/checks', {});
    if (status !== 200) return { release: '', app: '' };
    const { instance, app } = (body as { result: AboutAnswer }).result;
    return { release: instance.release, app: app.version };
  }

  /** All work notes of the change, newest first, as its form shows them. */
  async workNotes({ sys_id: sysId }: Change): Promise<string> {
    const query = 'sysparm_fields=work_notes&sysparm_display_value=true';
    const { result } = await this.approver.get<{ result: { work_notes?: string } }>(
      `${CHANGES}/${sysId}?${query}`,
    );
    return result.work_notes ?? '';
  }
}
