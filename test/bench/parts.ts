/** What the benchmark measures, and how much of it. */
import { missingForGitlab } from '@change-gate/sandbox';
import type { LoadSize } from '../app/load.ts';
import { againstPeer } from './against-peer.ts';
import { boardStart } from './board-start.ts';
import { startOfBundles } from './bundle-start.ts';
import type { BoardSize } from './large-board.ts';
import { largeBoardTimes } from './large-board-times.ts';
import { largeReport, type ReportSize } from './large-report.ts';
import { load } from './load.ts';
import { requestsPerOperation } from './requests.ts';
import { tableApi } from './table-api.ts';

export interface Size {
  /** Starts of each bundle. */
  readonly bundleRounds: number;
  /** The bundle of ServiceNow's own GitHub action, which this repository does not have. */
  readonly peer: string | undefined;
  /** Starts of the change board. */
  readonly boardRounds: number;
  readonly largeBoard: BoardSize;
  readonly tableRequests: number;
  readonly load: LoadSize;
  readonly report: ReportSize;
}

/** gitlab-ci-local takes a second for each of GitLab's builds, where this machine has what it needs. */
const gitlab = (count: number) => (missingForGitlab().length > 0 ? 0 : count);

export const FULL: Size = {
  bundleRounds: 21,
  peer: undefined,
  boardRounds: 5,
  largeBoard: { changes: 5000, builds: { codefresh: 250, github: 240, gitlab: gitlab(10) } },
  tableRequests: 5000,
  load: { waiting: 10_000, decided: 1_000, atDeadCi: 1_000 },
  report: { megabytes: 50, rounds: 2 },
};

/** For the test that every part still works. */
export const SMALL: Size = {
  bundleRounds: 1,
  peer: undefined,
  boardRounds: 1,
  largeBoard: { changes: 120, builds: { codefresh: 25, github: 22, gitlab: gitlab(1) } },
  tableRequests: 50,
  load: { waiting: 20, decided: 10, atDeadCi: 5 },
  report: { megabytes: 1, rounds: 1 },
};

/** By name: measures, and says its figures in a line or two. */
export const PARTS: Readonly<Record<string, (size: Size) => string | Promise<string>>> = {
  'the start of a bundle': (size) => startOfBundles(size.bundleRounds),
  "ServiceNow's own GitHub action": (size) => againstPeer(size.bundleRounds, size.peer),
  'the requests of an operation': () => requestsPerOperation(),
  'the start of the change board': (size) => boardStart(size.boardRounds),
  'a large change board': (size) => largeBoardTimes(size.largeBoard),
  "the sandbox's Table API": (size) => tableApi(size.tableRequests),
  'a large test report': (size) => largeReport(size.report),
  'many builds that wait': (size) => load(size.load),
};
