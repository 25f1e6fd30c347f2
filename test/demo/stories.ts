/** What people do to a change, in words and in step, and how it must end on every CI. */
import type { Row, ServiceNowInstance } from '@change-gate/sandbox';

export interface Story {
  readonly title: string;
  /** What people do before the decision, one after the other; each says who did what, and what has become of the change. */
  readonly before: readonly ((serviceNow: ServiceNowInstance, number: string) => string)[];
  /** The decision, in words and as a step. */
  readonly words: (number: string) => string;
  readonly decide: (serviceNow: ServiceNowInstance, number: string) => void;
  readonly mustEnd: {
    readonly succeeded: boolean;
    readonly deployed: boolean;
    /** State of the change, as people see it. */
    readonly change: string;
    readonly approval: string;
    /** What the CI has been told, once. */
    readonly answer: 'approved' | 'denied';
  };
}

export type StoryName = 'approved' | 'rejected';

export const STORIES: Readonly<Record<StoryName, Story>> = {
  approved: {
    title: 'The change is approved: the pipeline goes on',
    before: [approve, approve],
    words: (number) => `moves ${number} to Implement`,
    decide: (serviceNow, number) => serviceNow.move(number, 'Implement'),
    mustEnd: {
      succeeded: true,
      deployed: true,
      change: 'Closed',
      approval: 'approved',
      answer: 'approved',
    },
  },
  rejected: {
    title: 'The change is rejected: the pipeline stops',
    before: [],
    words: (number) => `rejects ${number} ("Not on a Friday")`,
    decide: (serviceNow, number) => serviceNow.reject(number, 'Not on a Friday'),
    mustEnd: {
      succeeded: false,
      deployed: false,
      change: 'New',
      approval: 'rejected',
      answer: 'denied',
    },
  },
};

/** The change asks its group first, and then the CAB. */
function approve({ database, userActions }: ServiceNowInstance, number: string): string {
  const { sys_id: change } = userActions.change(number);
  const [asked] = database.query('sysapproval_approver', `sysapproval=${change}^state=requested`);
  const approver = database.get('sys_user', asked?.approver ?? '')?.name;
  const row = userActions.approve(number);
  return `${approver} approves ${number}: it is in ${stateLabel(database, row)}, approval ${row.approval}`;
}

/** The state of a change as people see it. */
export function stateLabel(database: ServiceNowInstance['database'], { state = '' }: Row): string {
  const choices = database.table('change_request')?.columns.get('state')?.choices ?? [];
  return choices.find((choice) => choice.value === state)?.label ?? state;
}
