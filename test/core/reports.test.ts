/** Reports that a step names: counted beside the change, attached to it, and never better than they are. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

const FILES: Readonly<Record<string, string>> = {
  'junit.xml':
    '<testsuite><testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><skipped/></testcase></testsuite>',
  'lcov.info': 'SF:a.c\nLF:3\nLH:2\nend_of_record\n',
  'scan.sarif': JSON.stringify({
    version: '2.1.0',
    runs: [
      { tool: { driver: { name: 'Scanner' } }, results: [{ level: 'error', baselineState: 'new' }, {}] },
    ],
  }),
  'bom.json': JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{}, {}] }),
  'cut-off.xml': '<testsuite><testcase name="a"/>',
};

const ALL: Inputs = {
  'test-reports': 'junit.xml',
  'coverage-reports': '*.info',
  'security-reports': '*.sarif',
  sbom: 'bom.json',
};

let instance: Instance;
const workspace = mkdtempSync(join(tmpdir(), 'change-gate-reports-'));

beforeAll(async () => {
  instance = await Instance.start();
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(workspace, name), text);
});
afterAll(async () => {
  await instance.close();
  rmSync(workspace, { recursive: true });
});

let number = 0;
function newBuild() {
  number += 1;
  return instance.newBuild({
    source: {
      pipeline: 'shop',
      sequence: { counter: 'shop', number },
      repository: 'https://git.example/globex/shop',
      commit: 'a'.repeat(40),
      ref: 'main',
      people: [],
      workspace,
    },
  });
}

async function open(inputs: Inputs, build = newBuild()) {
  const ran = await instance.run('open', inputs, build);
  const { database } = instance.serviceNow;
  const sysId = instance.changesOf(build)[0]?.sys_id;
  const of = (table: string, column = 'change') => database.query(table, `${column}=${sysId}`);
  const attached = of('sys_attachment', 'table_sys_id').map(({ file_name, hash }) => [file_name, hash]);
  return {
    ...ran,
    build,
    evidence: of('x_change_gate_evidence'),
    items: of('x_change_gate_evidence_item').map(({ name, sha256 }) => [name, sha256]),
    attached,
  };
}

const hashed = (names: readonly string[]) =>
  names.map((name) => [
    name,
    createHash('sha256')
      .update(FILES[name] ?? '')
      .digest('hex'),
  ]);

const UPLOAD = 'POST /api/now/attachment/file';
const NAMES = ['junit.xml', 'lcov.info', 'scan.sarif', 'bom.json'];

describe('reports that a step names', () => {
  it('are counted, attached and hashed before anybody is asked, for one request each and one in all', async () => {
    const ran = await open(ALL);
    expect(ran.evidence).toMatchObject([
      {
        status: 'complete',
        tests_status: 'complete',
        tests_total: '3',
        tests_passed: '1',
        tests_failed: '1',
        tests_skipped: '1',
        code_coverage: '66.6',
        findings_high: '1',
        findings_medium: '1',
        findings_new: '1',
        sbom_components: '2',
      },
    ]);
    expect(ran.items).toEqual(hashed(NAMES));
    expect(ran.attached).toEqual(hashed(NAMES));
    expect(ran.requests).toEqual([
      'POST /api/now/table/change_request',
      ...Array(4).fill(UPLOAD),
      'POST /api/x_change_gate/v1/registrations',
      'POST /api/x_change_gate/v1/evidence',
      'PATCH /api/now/table/change_request/{id}',
    ]);
  });

  it.each([
    ['cut off', '*.xml', 'cut-off.xml: is cut off'],
    ['not there', 'junit.xml, nothing/*.xml', 'nothing/*.xml: matches no file'],
    ['of another kind', 'junit.xml, lcov.info', 'lcov.info: is a coverage report, not a test report'],
  ])('leave no count where one is %s, however good the others are', async (_what, reports, problem) => {
    const inputs = { ...ALL, 'test-reports': reports };
    const ran = await open(inputs);
    expect(ran.exitCode).toBe(0);
    expect(ran.evidence).toMatchObject([
      {
        status: 'incomplete',
        tests_status: 'unreadable',
        tests_total: '',
        tests_failed: '',
        sbom_status: 'complete',
      },
    ]);
    const required = await open({ ...inputs, 'require-evidence': 'tests' });
    expect(required).toMatchObject({ exitCode: 1, requests: [], evidence: [] });
    expect(required.log).toContain(`test-reports: ${problem}.`);
  });

  it('are not looked for outside of the workspace', async () => {
    const ran = await open({ sbom: '../*.json' });
    expect(ran).toMatchObject({ exitCode: 1, requests: [] });
    expect(ran.log).toContain('sbom: ../*.json leads out of the workspace ');
  });
});

describe('an instance that takes no such file', () => {
  it('is offered it as text, by a re-run too only once', async () => {
    instance.serviceNow.setProperty('glide.attachment.extensions', 'txt,xml');
    onTestFinished(() => instance.serviceNow.setProperty('glide.attachment.extensions', ''));
    const { build, attached, log } = await open(ALL);
    const sent = hashed(NAMES).map(([name, hash]) => [name === 'junit.xml' ? name : `${name}.txt`, hash]);
    expect(attached).toEqual(sent);
    expect(log).toMatch(/Attached scan\.sarif \(\d+ bytes\) to CHG\d+ as scan\.sarif\.txt\./);
    const again = await open(ALL, build);
    expect(again.requests).not.toContain(UPLOAD);
    expect(again.attached).toEqual(sent);
  });

  it('as text either keeps the counts and the hashes, and the change is opened with a warning', async () => {
    onTestFinished(instance.serviceNow.rules.abort({ table: 'sys_attachment', when: '', name: 'No files' }));
    const ran = await open(ALL);
    expect(ran).toMatchObject({ exitCode: 0, attached: [], items: hashed(NAMES) });
    expect(ran.evidence).toMatchObject([{ status: 'complete', tests_total: '3' }]);
    expect(ran.log).toMatch(/WARNING junit\.xml was not attached to CHG\d+\./);
  });
});
