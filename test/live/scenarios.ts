/** All scenarios, in the order of the table that is signed off. */
import type { Scenario } from './scenario.ts';
import { byHand, runAgain } from './scenarios/by-hand.ts';
import { approved, canceled, onHold, rejected } from './scenarios/decided.ts';
import { early } from './scenarios/early.ts';
import { evidence } from './scenarios/evidence.ts';
import { noSuchChange, unlistedServer } from './scenarios/explained.ts';
import { selfTest } from './scenarios/self-test.ts';

export const SCENARIOS: readonly Scenario[] = [
  selfTest,
  evidence,
  approved,
  rejected,
  canceled,
  early,
  onHold,
  byHand,
  runAgain,
  noSuchChange,
  unlistedServer,
];
