/** What people do to a change, in words and in deed, and how it must end on every CI. */
import type { ServiceNowInstance } from '@change-gate/sandbox';

export interface Story {
  readonly title: string;
  /** The last deed is the decision. */
  readonly deeds: readonly Deed[];
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

interface Deed {
  readonly words: (number: string) => string;
  readonly act: (serviceNow: ServiceNowInstance, number: string) => void;
}

export type StoryName = 'approved' | 'rejected';

export const STORIES: Readonly<Record<StoryName, Story>> = {
  approved: {
    title: 'The change is approved: the pipeline goes on',
    deeds: [
      {
        words: (number) => `approves ${number}: ServiceNow moves it to Scheduled`,
        act: (serviceNow, number) => serviceNow.approve(number),
      },
      {
        words: (number) => `starts the implementation: ${number} is in Implement`,
        act: (serviceNow, number) => serviceNow.move(number, 'Implement'),
      },
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
    deeds: [
      {
        words: (number) => `rejects ${number} ("Not on a Friday"): ServiceNow sends it back to New`,
        act: (serviceNow, number) => serviceNow.reject(number, 'Not on a Friday'),
      },
    ],
    mustEnd: {
      succeeded: false,
      deployed: false,
      change: 'New',
      approval: 'rejected',
      answer: 'denied',
    },
  },
};
