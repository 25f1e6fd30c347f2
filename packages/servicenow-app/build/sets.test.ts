import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it, onTestFinished } from 'vitest';
import config from '../now.config.json' with { type: 'json' };
import { type RecordFile, readReleases } from './record-file.ts';
import { keepRelease } from './release-files.ts';
import { installSet, upgradeSet } from './sets.ts';

const dist = join(import.meta.dirname, '../dist');
const parser = new XMLParser({ parseTagValue: false, trimValues: false });

describe('the built sets', () => {
  const [install = [], upgrade = []] = ['install', 'upgrade'].map((kind) =>
    rowsOf(`change-gate-${kind}.xml`),
  );
  const isProperty = ({ name }: Row) => name.startsWith('sys_properties_');
  const isAnAdmins = (row: Row) => isProperty(row) || isData(row.name) || row.name.startsWith('sys_hub_');
  const nameAndPayload = ({ name, payload }: Row) => ({ name, payload });

  it('differ in the CI servers, the properties and what is published, which an upgrade leaves alone', () => {
    const others = install.filter((row) => !isAnAdmins(row));
    const brought = upgrade.filter(({ action }) => action !== 'DELETE');
    // A setting that no release has had comes with the upgrade.
    const settings = brought.filter(isProperty);
    expect(settings.map(({ payload }) => /<name>(.*?)<\/name>/.exec(payload)?.[1])).toEqual([
      'x_change_gate.review_group',
      'x_change_gate.evidence_retention_days',
    ]);
    const same = brought.filter((row) => !isProperty(row));
    expect(same.map(nameAndPayload)).toEqual(others.map(nameAndPayload));
    expect(install.filter(({ name }) => isData(name))).toHaveLength(3);
  });

  it('bring private properties alone', () => {
    const properties = install.filter(isProperty);
    expect(properties).toHaveLength(6);
    for (const { name, payload } of properties) {
      expect(payload, name).toContain('<is_private>true</is_private>');
    }
  });

  it("keep or delete each record that was released, and leave what is an admin's", async () => {
    const [released = []] = await readReleases(join(import.meta.dirname, '../releases'));
    expect(released).toHaveLength(209);
    const known = new Set([...install, ...upgrade].map(({ name }) => name));
    const forgotten = released.filter(({ updateName }) => !known.has(updateName) && !isData(updateName));
    expect(forgotten.map(({ updateName }) => updateName)).toEqual([]);
  });

  it('are to the SDK what they are to an update set: of the first install, or of every one', () => {
    const firstInstall = readdirSync(join(dist, 'app/unload')).map((file) => file.replace('.xml', ''));
    const ofAdmins = install.filter((row) => isProperty(row) || isData(row.name)).map(({ name }) => name);
    expect(firstInstall.sort()).toEqual(ofAdmins.sort());
  });

  it('are kept, so that the upgrade set of a later release deletes what it has no more', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'releases-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await keepRelease('1.0.0', folder);
    const [kept = []] = await readReleases(folder);
    expect(kept.map(({ updateName }) => updateName)).toEqual(install.map(({ name }) => name));
    const gone = kept.filter(({ table }) => table === 'sys_script');
    const later = kept.filter((record) => !gone.includes(record));
    expect(upgradeSet(later, [kept]).dropped).toEqual(gone);
  });

  it('have their checksums, and the SDK package has its', () => {
    const lines = readFileSync(join(dist, 'SHA256SUMS'), 'utf8').trim().split('\n');
    const files = lines.map((line) => line.split('  ') as [string, string]);
    expect(files.map(([, file]) => file)).toEqual([
      'change-gate-install.xml',
      'change-gate-upgrade.xml',
      'change-gate-codefresh-original.xml',
      expect.stringMatching(/^sdk\/change_gate_servicenow_app_\w+\.zip$/),
    ]);
    for (const [sum, file] of files) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(dist, file)))
          .digest('hex'),
        file,
      ).toBe(sum);
    }
  });
});

describe('upgradeSet', () => {
  const record = (table: string, id: string, fields: Record<string, string> = {}): RecordFile => ({
    updateName: `${table}_${id}`,
    table,
    fields,
    xml: '',
  });
  const app = record('sys_app', '1', { scope: 'x_app' });
  const rule = record('sys_script', '2');
  const property = record('sys_properties', '3');
  const server = record('x_app_server', '4');
  const records = [app, property, server];

  it('deletes what a release had and the app has not', () => {
    const set = upgradeSet(records, [[app, rule, property], [property]]);
    expect(set).toEqual({ kind: 'upgrade', records: [app], dropped: [rule] });
    expect(upgradeSet([app], [[property]]).dropped).toEqual([property]);
  });

  it('deletes no record that has another name now', () => {
    const [before, now] = ['old', 'new'].map((name) => record('sys_script', name, { sys_id: '2' }));
    expect(upgradeSet([app, now as RecordFile], [[before as RecordFile]]).dropped).toEqual([]);
  });

  it('leaves what an admin may have changed', () => {
    expect(installSet(records)).toEqual({ kind: 'install', records, dropped: [] });
    expect(upgradeSet(records, [[property, server]])).toEqual({
      kind: 'upgrade',
      records: [app],
      dropped: [],
    });
    expect(upgradeSet([app], [[server]]).dropped).toEqual([]);
  });

  it('brings a property and a subflow that a release has been without, and no row', () => {
    const subflow = record('sys_hub_flow', '6');
    const all = [...records, subflow];
    expect(upgradeSet(all, [[app], all]).records).toEqual([app, property, subflow]);
    expect(upgradeSet(all, [all]).records).toEqual([app]);
  });

  it('refuses to drop a table', () => {
    const table = record('sys_db_object', '5', { name: 'x_app_parcel' });
    expect(() => upgradeSet(records, [[table]])).toThrow('x_app_parcel was released');
  });
});

interface Row {
  readonly action: string;
  readonly name: string;
  readonly payload: string;
}

function rowsOf(file: string): Row[] {
  return parser.parse(readFileSync(join(dist, file), 'utf8')).unload.sys_update_xml;
}

/** A row of one of the app's own tables. */
function isData(name: string): boolean {
  return name.startsWith(`${config.scope}_`);
}
