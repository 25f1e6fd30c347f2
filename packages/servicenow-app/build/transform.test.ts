import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const UPDATE_SET = join(root, 'dist/change-gate-install.xml');

/** ServiceNow's own tool reads the update set, and finds in it what was put in. */
describe('now-sdk transform', () => {
  const project = mkdtempSync(join(tmpdir(), 'change-gate-transform-'));
  let found = '';

  beforeAll(() => {
    // The tool wants an app of the same scope around it, and update sets to be called like this.
    mkdirSync(join(project, 'set'));
    cpSync(join(root, 'now.config.json'), join(project, 'now.config.json'));
    cpSync(UPDATE_SET, join(project, 'set/sys_remote_update_set_change_gate.xml'));
    // It skips the choice lists of an update set (4.9.0, whatever their form), but reads them as files.
    for (const [name, payload] of choiceLists()) writeFileSync(join(project, `set/${name}.xml`), payload);
    // No node_modules: the tool would read every type there to tidy up what it writes, which takes most of its time.
    const devDependencies = { '@servicenow/sdk': '4.9.0' };
    writeFileSync(
      join(project, 'package.json'),
      JSON.stringify({ name: 'read', version: '1.2.3', devDependencies }),
    );
    mkdirSync(join(project, 'src/fluent/generated'), { recursive: true });

    const args = ['transform', '--from', 'set', '--format', 'false'];
    execFileSync(join(root, 'node_modules/.bin/now-sdk'), args, { cwd: project, stdio: 'pipe' });
    const sources = join(project, 'src/fluent');
    found = readdirSync(sources, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('finds every record again', () => {
    const ids = [
      ...readFileSync(UPDATE_SET, 'utf8').matchAll(/&lt;sys_update_name&gt;(\w+?)_([0-9a-f]{32})&lt;/g),
    ];
    // Its own sys_app is the project around it, and it reads no layouts of forms from an update set (4.9.0).
    const others = ids.filter(([, table]) => table !== 'sys_app' && table !== 'sys_ui_section');
    const expected = others.map(([, table, id]) => `${table} ${id}`);
    expect(expected.length).toBeGreaterThan(50);
    expect(expected.filter((record) => !found.includes(record.split(' ')[1] ?? record))).toEqual([]);
  });

  it('finds the tables with their columns and choices', () => {
    for (const [table, columns] of Object.entries(TABLES)) {
      expect(found).toContain(`name: '${table}'`);
      for (const column of columns) expect(found).toMatch(new RegExp(`${column}: \\w+Column\\(`));
    }
    expect(found).toContain('token: Password2Column(');
    expect(found).toContain("label: 'Superseded'");
  });
});

/** Update name and payload of the choice lists in the update set. */
function choiceLists(): [string, string][] {
  const parser = new XMLParser({ parseTagValue: false, trimValues: false });
  const rows: { name: string; payload: string }[] = parser.parse(readFileSync(UPDATE_SET, 'utf8')).unload
    .sys_update_xml;
  return rows
    .filter(({ name }) => name.startsWith('sys_choice_'))
    .map(({ name, payload }) => [name, payload]);
}

const TABLES = {
  x_change_gate_registration: [
    'key',
    'active_key',
    'change',
    'server',
    'target',
    'token',
    'status',
    'deadline',
  ],
  x_change_gate_delivery: ['registration', 'attempt', 'claim', 'started', 'finished', 'outcome', 'answer'],
  x_change_gate_ci_server: ['name', 'ci', 'base_url', 'active'],
};
