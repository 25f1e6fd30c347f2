import { mergeConfig } from 'vitest/config';
import shared from '../vitest.shared.ts';

/**
 * These tests run whole pipelines, with processes and clocks of their own, several at a time: what a busy machine
 * upsets is tried once more, and vitest says so.
 */
export default mergeConfig(shared, { test: { retry: 1 } });
