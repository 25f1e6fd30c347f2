/** What people do to a change, in words and in step, and how it must end on every CI. */
import type { ServiceNowInstance } from '@change-gate/sandbox';

export interface Story {
  readonly title: string;
  /** What a person does, in words and as steps. The last step is the decision. */
  readonly words: (number: string) => string;
  readonly steps: readonly ((serviceNow: ServiceNowInstance, number: string) => void)[];
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
    words: (number) => `approves ${number}, moves it to Implement`,
    steps: [
      (serviceNow, number) => serviceNow.approve(number),
      (serviceNow, number) => serviceNow.approve(number),
      (serviceNow, number) => serviceNow.move(number, 'Implement'),
    ],
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
    words: (number) => `rejects ${number} ("Not on a Friday")`,
    steps: [(serviceNow, number) => serviceNow.reject(number, 'Not on a Friday')],
    mustEnd: {
      succeeded: false,
      deployed: false,
      change: 'New',
      approval: 'rejected',
      answer: 'denied',
    },
  },
};
