/** All scenarios, in the order in which they begin, and of the table. */
import type { Scenario } from './scenario.ts';
import { byHand, runAgain } from './scenarios/by-hand.ts';
import { check } from './scenarios/check.ts';
import { approved, canceled, onHold, rejected } from './scenarios/decided.ts';
import { early } from './scenarios/early.ts';
import { evidence } from './scenarios/evidence.ts';
import { noSuchChange, unlistedServer } from './scenarios/explained.ts';
import { selfTest } from './scenarios/self-test.ts';

export const SCENARIOS: readonly Scenario[] = [
  // Takes longest.
  early,
  check,
  selfTest,
  evidence,
  approved,
  rejected,
  canceled,
  onHold,
  byHand,
  runAgain,
  noSuchChange,
  unlistedServer,
];
