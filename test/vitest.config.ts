import { availableParallelism } from 'node:os';
import { mergeConfig } from 'vitest/config';
import shared from '../vitest.shared.ts';

/** These tests wait a good part of their time for processes of their own. */
export default mergeConfig(shared, { test: { maxWorkers: availableParallelism() + 1 } });
