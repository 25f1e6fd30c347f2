/**
 * Wraps the app's records into an update set as ServiceNow exports one, so that an admin can import it: one
 * sys_remote_update_set, then one sys_update_xml per record, whose payload is the record's XML as text.
 */
import { AUTHOR, storedTime } from './genuine-form.ts';
import { contentOf, payloadHash } from './payload-hash.ts';
import type { RecordFile } from './record-file.ts';
import { describeUpdates, type Update } from './record-types.ts';
import { sysId } from './sys-id.ts';
import { escapeXml } from './xml-element.ts';

/** What an update set is made of. */
export interface Contents {
  readonly kind: 'install' | 'upgrade';
  /** Exactly one is the sys_app. */
  readonly records: readonly RecordFile[];
  /** What an instance may have and loses. */
  readonly dropped: readonly RecordFile[];
}

/**
 * @param release version of this release, such as `2.0.0-rc.1`: the app's own has numbers alone (`app-version.ts`)
 * @param at when the set was made. ServiceNow compares it with local changes: an upgrade must be newer than what it
 *           replaces. The same contents and time give the same text.
 */
export function updateSet({ kind, records, dropped }: Contents, release: string, at: Date): string {
  const app = records.find(({ table }) => table === 'sys_app')?.fields;
  if (app === undefined) throw new Error('An update set of a scoped app needs its sys_app row');
  const { sys_id: id = '', name = '', scope = '', version = '' } = app;
  return unload(
    { id, name, scope, version },
    {
      identity: `${kind} ${scope} ${release}`,
      name: `${name} ${release} (${kind})`,
      description: `${app.short_description} ${USE[kind]}`,
    },
    [
      ...describeUpdates(records).map((update) => ({ ...update, action: 'INSERT_OR_UPDATE' }) as const),
      ...describeUpdates(dropped.map(asDeleted)).map((update) => ({ ...update, action: 'DELETE' }) as const),
    ],
    at,
  );
}

/** What an export says of records that belong to no application. */
const GLOBAL: Owner = { id: 'global', name: 'Global', scope: 'global', version: '' };

/** An update set of the global scope. @param at as of `updateSet` */
export function globalUpdateSet(title: Title, records: readonly RecordFile[], at: Date): string {
  const updates = describeUpdates(records).map(
    (update) => ({ ...update, action: 'INSERT_OR_UPDATE' }) as const,
  );
  return unload(GLOBAL, title, updates, at);
}

/** Whose records an update set holds. */
interface Owner {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly version: string;
}

interface Title {
  /** The same in every export, and of no other set. */
  readonly identity: string;
  readonly name: string;
  /** An admin reads it before the preview. */
  readonly description: string;
}

function unload(owner: Owner, title: Title, updates: readonly (Update & Action)[], at: Date): string {
  const { identity } = title;
  const set: UpdateSet = {
    owner,
    ...title,
    sourceId: sysId(`source ${identity}`),
    id: sysId(`set ${identity} ${at.toISOString()}`),
    at,
    time: storedTime(at),
  };
  const rows = updates.map((update, index) => updateXml(set, update, index + 1));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<unload unload_date="${set.time}">\n${remoteUpdateSet(set)}${rows.join('')}</unload>\n`;
}

/** An admin reads it before the preview. */
const USE = {
  install:
    'For an instance without the app: where the app is, import the upgrade set, which leaves its CI servers and properties alone.',
  upgrade: 'For an instance that has the app.',
} as const;

/** As exports have it: the record in full, with another action. */
function asDeleted(record: RecordFile): RecordFile {
  const xml = record.xml.replace(/(<\w+ action=")(?:INSERT_OR_UPDATE|delete_multiple)"/g, '$1DELETE"');
  return { ...record, xml };
}

interface UpdateSet extends Title {
  readonly owner: Owner;
  /** Its sys_id where it was made: the same in every export. */
  readonly sourceId: string;
  /** Of the sys_remote_update_set row: new in every export. */
  readonly id: string;
  readonly at: Date;
  /** `at`, as ServiceNow writes it. */
  readonly time: string;
}

function remoteUpdateSet(set: UpdateSet): string {
  return element('sys_remote_update_set', [
    reference('application', set.owner.id, set.owner.name),
    field('application_name', set.owner.name),
    field('application_scope', set.owner.scope),
    field('application_version', set.owner.version),
    field('collisions', ''),
    field('commit_date', ''),
    field('deleted', ''),
    field('description', set.description),
    field('inserted', ''),
    field('name', set.name),
    field('origin_sys_id', ''),
    reference('parent', '', ''),
    field('release_date', ''),
    reference('remote_base_update_set', '', ''),
    field('remote_parent_id', ''),
    field('remote_sys_id', set.sourceId),
    field('state', 'loaded'),
    field('summary', ''),
    field('sys_class_name', 'sys_remote_update_set'),
    ...audit(set, set.id),
    reference('update_set', '', ''),
    reference('update_source', '', ''),
    field('updated', ''),
  ]);
}

interface Action {
  readonly action: 'INSERT_OR_UPDATE' | 'DELETE';
}

function updateXml(
  set: UpdateSet,
  { record, type, about, target, action }: Update & Action,
  position: number,
): string {
  const hash = String(payloadHash(record.xml));
  // The same in every build that has the same content.
  const guid = sysId(`content ${contentOf(record.xml)}`);
  return element('sys_update_xml', [
    field('action', action),
    reference('application', set.owner.id, set.owner.name),
    field('category', 'customer'),
    field('comments', ''),
    field('name', record.updateName),
    field('payload', record.xml),
    field('payload_hash', hash),
    reference('remote_update_set', set.id, set.name),
    field('replace_on_upgrade', 'false'),
    ...audit(set, sysId(`${set.id} ${record.updateName}`)),
    // Milliseconds in hexadecimal, then a counter: the order in which the set's records were written.
    field('sys_recorded_at', `${set.at.getTime().toString(16)}${String(position).padStart(7, '0')}`),
    field('table', about),
    field('target_name', target),
    field('type', type),
    field('update_domain', 'global'),
    field('update_guid', guid),
    field('update_guid_history', `${guid}:${hash}`),
    reference('update_set', '', ''),
    field('view', ''),
  ]);
}

function audit(set: UpdateSet, id: string): string[] {
  return [
    field('sys_created_by', AUTHOR),
    field('sys_created_on', set.time),
    field('sys_id', id),
    field('sys_mod_count', '0'),
    field('sys_updated_by', AUTHOR),
    field('sys_updated_on', set.time),
  ];
}

/** With its fields in alphabetical order, as ServiceNow writes them. */
function element(name: string, fields: readonly string[]): string {
  return `<${name} action="INSERT_OR_UPDATE">\n${[...fields].sort().join('')}</${name}>\n`;
}

function field(name: string, value: string): string {
  return value === '' ? `<${name}/>\n` : `<${name}>${escapeXml(value)}</${name}>\n`;
}

function reference(name: string, value: string, display: string): string {
  const attribute = `display_value="${escapeXml(display)}"`;
  return value === '' ? `<${name} ${attribute}/>\n` : `<${name} ${attribute}>${escapeXml(value)}</${name}>\n`;
}
