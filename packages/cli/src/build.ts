import { randomUUID } from 'node:crypto';
import type { BuildContext } from '@change-gate/core';
import type { Gate } from './command-line.ts';

/** What stands for a build where there is none: each call is one of its own. */
export function laptop({ ci, server = '', target }: Gate): BuildContext {
  const id = randomUUID();
  return {
    ci: ci ?? 'none',
    title: 'change-gate on a laptop',
    build: { id, url: `urn:uuid:${id}` },
    buildKey: `cli/${id}`,
    server,
    target: () => target,
    callback: ci !== undefined,
    runAgain: () => 'Run this command again.',
  };
}
