import { availableParallelism } from 'node:os';
import { mergeConfig } from 'vitest/config';
import shared from '../vitest.shared.ts';

/** For a fifth of its time, a file here waits for what it has started. */
export default mergeConfig(shared, { test: { maxWorkers: availableParallelism() + 1 } });
