/** `record`: the change of a deployment that has been made and waited for nobody. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { BUNDLES, processOf, runOperation } from './bundles.ts';
import { type Inputs, Instance } from './instance.ts';

let instance: Instance;
let folder: string;

beforeAll(async () => {
  instance = await Instance.start({ start: new Date('2026-03-01T12:00:00Z') });
});
afterAll(() => instance.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'change-gate-record-'));
  return () => rmSync(folder, { recursive: true });
});

/** What docs/reference.md shows, but for how the deployment ended. */
const DEPLOYED: Inputs = {
  ...documented(),
  outcome: undefined,
  data: '{"short_description": "Shop 2.3.1"}',
};

function documented(): Inputs {
  const page = readFileSync(new URL('../../docs/reference.md', import.meta.url), 'utf8');
  return parse(/```yaml\n(operation: record\n[\s\S]*?)```/.exec(page)?.[1] ?? '');
}

async function record(inputs: Inputs, build = instance.newBuild()) {
  const ran = await instance.run('record', { ...DEPLOYED, ...inputs }, build);
  return { ...ran, build, changes: instance.changesOf(build) };
}

describe('a deployment that waited for nobody', () => {
  it('has a change with its true times, which is closed where it succeeded', async () => {
    const ran = await record({ outcome: 'success' });
    expect(ran.log).not.toContain('WARNING');
    expect(ran).toMatchObject({
      exitCode: 0,
      changes: [
        {
          state: '3',
          close_code: 'successful',
          work_start: '2026-03-01 11:30:00',
          work_end: '2026-03-01 11:45:00',
        },
      ],
      outputs: { state: '3', decision: 'denied' },
    });
  });

  it.each([
    ['failed', { outcome: 'failure' }],
    ['succeeded, and people close it', { outcome: 'success', 'leave-in-review': 'true' }],
  ])('is left in Review where it %s', async (_how, inputs) => {
    expect(await record(inputs)).toMatchObject({
      exitCode: 0,
      changes: [{ state: '0', work_start: '2026-03-01 11:30:00', work_end: '2026-03-01 11:45:00' }],
    });
  });

  it('is recorded once, however often the step runs', async () => {
    const { build } = await record({ outcome: 'success' });
    const again = await record({ outcome: 'success' }, build);
    expect(again).toMatchObject({ exitCode: 0, changes: [{ state: '3' }] });
    expect(again.changes).toHaveLength(1);
    expect(again.log).toContain('records this deployment already');
  });

  it('never touches the change that waits at a gate of the same build', async () => {
    const build = instance.newBuild();
    await instance.run('open', {}, build);
    const [waiting] = instance.changesOf(build);
    const { changes } = await record({ outcome: 'success' }, build);
    expect(changes).toHaveLength(2);
    expect(changes.find(({ number }) => number === waiting?.number)).toEqual(waiting);
  });

  it('says what keeps its change from its end', async () => {
    const ran = await record({ 'standard-template': undefined, outcome: 'success' });
    expect(ran).toMatchObject({
      exitCode: 0,
      changes: [{ state: '-3', work_start: '2026-03-01 11:30:00' }],
    });
    expect(ran.log).toMatch(/WARNING CHG\d+ stopped in Authorize .*Nobody has to approve it before/);
    const strict = await record({ 'standard-template': undefined, outcome: 'success', strict: 'true' });
    expect(strict).toMatchObject({ exitCode: 1 });
  });

  it.each([
    [{ outcome: undefined }, /outcome: is not set/],
    [{ 'actual-end': '2026-03-01T13:00:00Z' }, /actual-end: lies in the future/],
    [
      { 'actual-start': '2026-03-01T11:46:00Z' },
      /actual-start: the deployment would have begun after it ended/,
    ],
    [{ data: '{"state": "3"}' }, /state "3" cannot be set/],
  ])('is not recorded with %j', async (inputs, message) => {
    const ran = await record({ outcome: 'success', ...inputs });
    expect(ran).toMatchObject({ exitCode: 1, changes: [], requests: [] });
    expect(ran.log).toMatch(message);
  });
});

describe.each(BUNDLES)('by the bundle of $adapter', (bundle) => {
  it('is recorded once', async () => {
    const process = processOf(bundle);
    onTestFinished(() => process.close());
    const inputs = { ...instance.basic(), ...DEPLOYED, operation: 'record', outcome: 'success' };
    for (const _time of ['first', 'again']) {
      const ran = await runOperation(process, bundle, 4_711, inputs);
      expect(ran).toMatchObject({ exitCode: 0, decision: 'denied' });
    }
    const { buildKey } = bundle.build(4_711);
    const recorded = instance.serviceNow
      .changes()
      .filter((row) => row.correlation_id?.includes(`:${buildKey}:`));
    expect(recorded).toMatchObject([{ state: '3', work_start: '2026-03-01 11:30:00' }]);
  });

  it('is kept while ServiceNow cannot be reached, and nothing links or asks for what is not there yet', async () => {
    const process = processOf(bundle);
    onTestFinished(() => process.close());
    const kept = join(folder, 'kept');
    const own = bundle.adapter === 'codefresh-step' ? { 'record-file': 'change.json' } : {};
    const inputs = { ...DEPLOYED, ...own, operation: 'record', outcome: 'success', 'offline-folder': kept };
    instance.serviceNow.hibernate(true);
    onTestFinished(() => instance.serviceNow.hibernate(false));
    const ran = await runOperation(process, bundle, 4_712, { ...instance.basic(), ...inputs });
    expect(ran).toMatchObject({ exitCode: 0, decision: 'pending' });
    expect(ran.log.match(/^(?:::)?warning/gim)).toHaveLength(1);
    expect(ran.files).not.toMatch(/href=""|"url":""|OUTPUT_URL=$/m);
    expect(readdirSync(kept)).toHaveLength(1);
  });
});

describe('while ServiceNow cannot be reached', () => {
  const inputs = () => ({ outcome: 'success', 'offline-folder': join(folder, 'kept') });
  const kept = () => readdirSync(join(folder, 'kept')).map((name) => join(folder, 'kept', name));
  /** Nobody listens there. */
  const away = { 'instance-url': 'http://127.0.0.1:9' };

  /** As if the file had been kept for this instance: it is down under its own address. */
  function forThisInstance(): void {
    for (const file of kept()) {
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replaceAll(away['instance-url'], instance.serviceNow.url),
      );
    }
  }

  it('a record is kept for its owner alone, without secrets, and sent once it can be', async () => {
    const source = {
      ...{ pipeline: 'ci.example/shop', sequence: { counter: 'ci.example/shop', number: 1 } },
      ...{ repository: 'https://ci.example/shop', commit: 'c'.repeat(40), ref: 'main', people: [] },
    };
    const { build, exitCode, outputs, log } = await record(
      { ...inputs(), ...away },
      instance.newBuild({ source }),
    );
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ 'change-number': '', 'change-url': '', decision: 'pending' });
    expect(log).toContain('WARNING ServiceNow cannot be reached');
    const [file = ''] = kept();
    expect(kept()).toHaveLength(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain(instance.basic().password);
    expect(readFileSync(file, 'utf8')).not.toMatch(/"(?:username|password)"/);

    forThisInstance();
    const next = await record(inputs());
    expect(next).toMatchObject({ exitCode: 0, changes: [{ state: '3' }] });
    expect(instance.changesOf(build)).toMatchObject([
      { state: '3', work_start: '2026-03-01 11:30:00', work_end: '2026-03-01 11:45:00' },
    ]);
    expect(kept()).toEqual([]);
  });

  it('is sent once where two builds find the same file', async () => {
    const { build } = await record({ ...inputs(), ...away });
    forThisInstance();
    const [file = ''] = kept();
    const content = readFileSync(file);
    await record(inputs());
    writeFileSync(file, content);
    await record(inputs());
    expect(instance.changesOf(build)).toHaveLength(1);
    expect(kept()).toEqual([]);
  });

  it.each([
    ['another instance’s', () => {}, /is for http:\/\/127\.0\.0\.1:9, and is left there/],
    [
      'cut off',
      (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 200)),
      /is not understood/,
    ],
    [
      'not as this version writes it',
      (file: string) => {
        forThisInstance();
        const record = JSON.parse(readFileSync(file, 'utf8'));
        const evidence = { plan: { position: {}, reports: {} }, changed: { changes: {} } };
        writeFileSync(file, JSON.stringify({ ...record, evidence }));
      },
      /was not recorded, and is left there/,
    ],
  ])('a file that is %s stays, and does not stop the step', async (_what, spoil, words) => {
    await record({ ...inputs(), ...away });
    for (const file of kept()) spoil(file);
    const next = await record(inputs());
    expect(next).toMatchObject({ exitCode: 0, changes: [{ state: '3' }] });
    expect(next.log).toMatch(words);
    expect(kept()).toHaveLength(1);
  });

  it('what ServiceNow refuses is an error', async () => {
    const ran = await record({ ...inputs(), password: 'wrong' });
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toContain('[UNAUTHENTICATED]');
  });
});
