/** The live suite against the sandbox, as if that were live. Each CI's test calls this once. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OBSERVATIONS } from '../live/observations.ts';
import { parseSignOff } from '../live/sign-off/sign-off.ts';
import { expectAnonymous, expectNoIds } from './anonymous.ts';
import { NOT_OF_THE_SUITE, rows } from './instance.ts';
import { runSuiteProcess } from './processes.ts';
import { type Behaviours, type CiOnSandbox, type StageSet, setTheStage } from './stage-set.ts';

const ACTIVE = 'active=true^short_descriptionSTARTSWITHChange Gate live suite';

export interface Described {
  /** Scenarios that this CI has not. */
  readonly skipped?: readonly string[];
  /** What the servers do otherwise than by default. */
  readonly behaviours?: Behaviours;
}

export function describeSuite(ci: CiOnSandbox, { skipped = [], behaviours = {} }: Described = {}): void {
  describe(`the live suite on ${ci.key}`, () => {
    let set: StageSet;
    let board: string;

    beforeAll(async () => {
      set = await setTheStage(ci, behaviours);
      board = set.instance.urls.board ?? '';
    });

    const folder = mkdtempSync(join(tmpdir(), 'change-gate-live-'));

    afterAll(async () => {
      await set.end();
      rmSync(folder, { recursive: true });
    });

    it('holds in every scenario, leaves nothing, and shows no secret', async () => {
      const file = join(folder, 'sign-off.json');
      const transcript = join(folder, 'transcript.jsonl');
      const options = ['--sign-off', file, '--record', transcript];
      const { exitCode, output } = await runSuiteProcess(set.settings, options);
      const outcomes = [...output.matchAll(/^\| ([a-z-]+) \| .+ \| ([a-z ]+) \|$/gm)];
      expect(outcomes.length, output).toBeGreaterThan(10);
      for (const [, scenario = '', outcome] of outcomes) {
        expect(outcome, output).toBe(skipped.includes(scenario) ? 'skipped' : 'holds');
      }
      const observed = output.match(/^\| observe-.+ \| observed: (?!other).+ \|$/gm) ?? [];
      expect(observed.length, output).toBe(OBSERVATIONS[ci.key]?.length ?? 0);
      expect(exitCode).toBe(0);
      const signed = parseSignOff(readFileSync(file, 'utf8'));
      expect(signed).toMatchObject({
        of: 'sandbox',
        instance: { app: expect.stringMatching(/^\d+\.\d+\.\d+(?:-rc\.\d+)?$/) },
      });
      const tried = signed.scenarios.filter(({ outcome }) => outcome !== 'observed');
      expect(tried.map(({ name, outcome }) => [name, outcome.replaceAll('-', ' ')])).toEqual(
        outcomes.map(([, scenario, outcome]) => [scenario, outcome]),
      );
      expectAnonymous(file, set.settings);
      expectAnonymous(transcript, set.settings);
      expectNoIds(transcript);
      expect(output).toContain('Nothing is left.');
      for (const [name, value] of Object.entries(set.settings)) {
        if (/TOKEN|PASSWORD/.test(name)) expect(output).not.toContain(value);
      }

      expect(await rows(board, 'change_request', ACTIVE, 'number')).toEqual([]);
      const [other] = await rows(
        board,
        'change_request',
        `short_description=${NOT_OF_THE_SUITE}`,
        'sys_mod_count',
      );
      expect(other?.sys_mod_count?.value).toBe('0');
      // What the app registered comes to its end by itself, and keeps no token.
      const held = () => rows(board, 'x_change_gate_registration', 'tokenISNOTEMPTY', 'status');
      await expect.poll(held).toEqual([]);
    });

    it('ends what it has started when it is stopped, and says so', async () => {
      const stopped = runSuiteProcess(set.settings, ['--only', 'approved'], async (suite) => {
        await expect.poll(() => rows(board, 'change_request', ACTIVE, 'number')).toHaveLength(1);
        suite.kill('SIGINT');
      });
      const { exitCode, output } = await stopped;
      expect(exitCode).toBe(1);
      expect(output).toMatch(
        /^Stopping: .+ the changes are called "Change Gate live suite \d{8}T\d{6}-[0-9a-f]{4}"\.$/m,
      );
      expect(output).toMatch(/^approved: could not be seen .*The suite was stopped/m);
      expect(output).toContain('Nothing is left.');
      expect(await rows(board, 'change_request', ACTIVE, 'number')).toEqual([]);
    });
  });
}
