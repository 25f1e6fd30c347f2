/**
 * Holds the check to what it speaks of: the same configuration is checked in one sandbox, and opened, decided, verified and closed
 * in another. What it says would break does break, and what breaks was either said to or could not be seen, by the line that says so.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckReport } from '@change-gate/core';
import { describe, expect, it } from 'vitest';
import { Instance, type OperationRun } from '../core/instance.ts';
import { decideAsPeople } from './as-people.ts';
import { CONFIGURATIONS } from './configurations/all.ts';
import { BELIEFS } from './configurations/beliefs.ts';
import type { Configuration } from './configurations/configuration.ts';

/** An instance of its own, and what every operation is given there. */
async function start(configuration: Configuration) {
  const { behaviours = {}, tls = false, github, set, signIn, inputs = {} } = configuration;
  const instance = await Instance.start({ serviceNow: { behaviours, tls }, ...(github && { github }) });
  set?.(instance.serviceNow);
  const given = signIn && { username: undefined, password: undefined, ...(await signIn(instance)) };
  return { instance, common: { 'app-scope': inputs['app-scope'], ...given } };
}

/** Without a callback: what ServiceNow sees of a CI is held to that CI in the other tests of this folder. */
const build = (instance: Instance) => instance.newBuild({ callback: false });

async function check(configuration: Configuration, more: Readonly<Record<string, string>> = {}) {
  const { instance, common } = await start(configuration);
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-check-'));
  try {
    const before = instance.serviceNow.changes().length;
    const file = join(folder, 'report.json');
    const inputs = { ...common, ...inputsOf(configuration), ...more, 'check-report': file };
    const { exitCode, requests } = await instance.run('check', inputs, build(instance));
    const { lines } = JSON.parse(readFileSync(file, 'utf8')) as CheckReport;
    const changes = instance.serviceNow.changes().slice(before);
    return { exitCode, requests, lines, changes };
  } finally {
    await instance.close();
    rmSync(folder, { recursive: true });
  }
}

function inputsOf({ inputs }: Configuration) {
  const data = '{"short_description": "Globex deployment", "assignment_group": "DevOps"}';
  return { data, 'callback-token': undefined, ...inputs };
}

/** The first operation that fails, with what it says; empty where the change comes to its end. */
async function failureOf(configuration: Configuration): Promise<string> {
  const { instance, common } = await start(configuration);
  try {
    const one = build(instance);
    const { verify = {}, opensIn = '-1' } = configuration;
    const failed = (operation: string, { exitCode, log }: OperationRun) =>
      exitCode === 0 ? '' : `${operation}: ${log}`;
    const opened = await instance.run('open', { ...common, ...inputsOf(configuration) }, one);
    if (opened.exitCode !== 0) return failed('open', opened);
    decideAsPeople(instance, opened.outputs?.['change-number'] ?? '', opensIn);
    await instance.serviceNow.idle();
    const verified = await instance.run('verify', { ...common, ...verify }, one);
    if (verified.exitCode !== 0) return failed('verify', verified);
    return failed('close', await instance.run('close', common, one));
  } finally {
    await instance.close();
  }
}

/** A request that changes nothing: the app's question and an OAuth token are no records. */
const READS = /^(?:GET |POST \/api\/\w+\/v1\/checks$|POST \/oauth_token\.do$)/;

async function holdsToOpen(configuration: Configuration): Promise<void> {
  const { exitCode, requests, lines, changes } = await check(configuration);
  const failure = await failureOf(configuration);
  const breaking = lines.filter((line) => line.breaks).map(({ id }) => id);
  const hidden = lines.filter(({ outcome }) => outcome === 'could-not-be-seen').map(({ id }) => id);
  const { says = [], hides } = configuration;

  expect(breaking, failure).toEqual(says);
  expect(exitCode).toBe(breaking.length === 0 ? 0 : 1);
  expect(failure !== '', `${breaking.join()} ${failure}`).toBe(breaking.length > 0 || hides !== undefined);
  if (hides !== undefined) expect(hidden).toContain(hides);
  if (configuration.fails !== undefined) expect(failure).toMatch(configuration.fails);
  expect(requests.filter((request) => !READS.test(request))).toEqual([]);
  expect(changes).toEqual([]);
}

describe('a check says what open, verify and close will come to', () => {
  it.each(CONFIGURATIONS.map((one) => [one.name, one] as const))('%s', async (_name, configuration) => {
    await holdsToOpen(configuration);
  });

  it.each(BELIEFS.map((one) => [one.name, one] as const))('where %s', async (_name, configuration) => {
    await holdsToOpen(configuration);
  });
});

describe('a check that may write', () => {
  const WRITES = CONFIGURATIONS.filter(({ writes }) => writes !== undefined);

  it.each(WRITES.map((one) => [one.name, one] as const))(
    'leaves no change that is open: %s',
    async (_name, configuration) => {
      const { lines, changes } = await check(configuration, { 'check-write': 'true' });
      const told = lines.filter(({ id, outcome }) => id.startsWith('write') && outcome !== 'holds');
      expect(told.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(configuration.writes);
      expect(changes.length).toBeLessThanOrEqual(1);
      expect(changes.map(({ state }) => state)).toEqual(changes.map(() => '4'));
    },
  );
});
