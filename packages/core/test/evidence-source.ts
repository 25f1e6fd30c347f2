/** A build that tells what it deploys, and what the app answers about its evidence. */
import type { BuildSource } from '../src/evidence/source.ts';
import { KEY, ok } from './scripted-run.ts';

export const EVIDENCE = 'POST /api/x_change_gate/v1/evidence';
export const BASE = 'GET /api/x_change_gate/v1/evidence';

export const PIPELINE = 'ci.example/acme/shop/deploy.yml';

export const SOURCE: BuildSource = {
  pipeline: PIPELINE,
  sequence: { counter: PIPELINE, number: 12 },
  repository: 'https://ci.example/acme/shop',
  commit: 'c0ffee'.padEnd(40, '0'),
  ref: 'main',
  people: [{ role: 'trigger', name: 'Ada', login: 'ada', email: 'ada@example.com' }],
};

export const recorded = ok({ sys_id: 'e1', counts: true, older: [] }, 201);

/** What an app of this version answers to a registration that tells its position. */
export const registeredWith = (base: unknown) =>
  ok({ sys_id: 'r1', key: KEY, status: 'waiting', decision: 'pending', reason: '', base }, 201);
