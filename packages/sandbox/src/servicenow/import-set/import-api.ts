import { type Context, Hono } from 'hono';
import type { Database, Row, Table } from '../database/database.ts';
import { displayColumn } from '../database/dictionary.ts';
import { RestError } from '../rest/rest-error.ts';
import type { RestVariables } from '../rest/rest-variables.ts';
import { checkMediaTypes } from '../table-api/media-types.ts';
import { parseBody } from '../table-api/record-input.ts';
import { Records } from '../table-api/records.ts';
import { type Transformed, transform } from './transform.ts';

const ROW = 'sys_import_set_row';

type Request = Context<RestVariables>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * The Import Set API (ServiceNow docs, c_ImportSetAPI): `/{staging table}` below where it is mounted. Its
 * answers are not wrapped in `result`.
 */
export function importApi(database: Database): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  const actorOf = (c: Request): string => c.get('principal').userName;

  app.use(async (c, next) => {
    checkMediaTypes(c.req.method, c.req.raw.headers);
    await next();
  });

  app.post('/:staging', async (c) => {
    const staging = stagingTable(c, 'create');
    const set = importSet(c, staging);
    const row = addRow(c, staging, set, parseBody(await c.req.text()));
    return c.json(resultJson(c, set, staging, transform(database, row, actorOf(c))), 201);
  });

  // Transformed at once, where ServiceNow answers first unless it is told otherwise: the answer names no outcome.
  app.post('/:staging/insertMultiple', async (c) => {
    const staging = stagingTable(c, 'create');
    const { records } = parseBody(await c.req.text());
    if (!Array.isArray(records)) throw new RestError(400, 'records is missing', 'Send {"records": [{...}]}');
    const multi = c.req.query('multi_import_set_id') ?? newMultiSet(c, staging);
    const set = importSet(c, staging, multi);
    const columnOf = columnNames(staging);
    for (const record of records as Fields[]) {
      const fields = Object.entries(record).map(([key, value]) => [columnOf(key), value]);
      transform(database, addRow(c, staging, set, Object.fromEntries(fields)), actorOf(c));
    }
    return c.json({ import_set_id: set.sys_id, multi_import_set_id: multi }, 201);
  });

  app.get('/:staging/:sys_id', (c) => {
    const staging = stagingTable(c, 'read');
    const { row } = new Records(database, c.get('principal')).get(staging.name, c.req.param('sys_id'));
    const set = database.get('sys_import_set', row.sys_import_set ?? '') ?? {};
    const map = database.get('sys_transform_map', row.sys_transform_map ?? '');
    const status = row.sys_import_state as Transformed['status'];
    const { sys_target_sys_id: sysId = '', sys_import_state_comment: message = '' } = row;
    return c.json(resultJson(c, set, staging, map === null ? [] : [{ map, status, sysId, message }]));
  });

  app.all('/:staging/:sys_id?', () => {
    throw new RestError(405, 'Method not supported');
  });

  return app;

  function stagingTable(c: Request, operation: 'read' | 'create'): Table {
    const name = c.req.param('staging') ?? '';
    const table = new Records(database, c.get('principal')).table(name, operation);
    if (!database.isA(name, ROW)) throw new RestError(400, `Invalid staging table ${name}`);
    return table;
  }

  function newMultiSet(c: Request, { name }: Table): string {
    return database.insert('sys_multi_import_set', { table_name: name }, actorOf(c)).sys_id ?? '';
  }

  function importSet(c: Request, { name }: Table, multi = ''): Row {
    const values = { table_name: name, state: 'processed', multi_import_set: multi };
    return database.insert('sys_import_set', values, actorOf(c));
  }

  function addRow(c: Request, staging: Table, set: Row, fields: Fields): Row {
    const body = {
      ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, columnText(value)])),
      sys_import_set: set.sys_id,
    };
    return new Records(database, c.get('principal')).create(staging.name, { body, display: false }).row;
  }

  /** Which column a key of `insertMultiple` names: by its label, unless the table is set up to go by the name. */
  function columnNames({ name, columns }: Table): (key: string) => string {
    const setting = database.find('sys_rest_insert_multiple', 'source_table', name);
    if (setting?.column_mapping === 'column_name') return (key) => key;
    const names = new Map([...columns.values()].map((column) => [column.label, column.name]));
    return (label) => names.get(label) ?? '';
  }

  function resultJson(c: Request, set: Row, staging: Table, transformed: readonly Transformed[]) {
    const { origin } = new URL(c.req.url);
    return {
      import_set: set.number,
      staging_table: staging.name,
      result: transformed.map((one) => transformedJson(one, origin)),
    };
  }

  function transformedJson({ map, status, sysId, message }: Transformed, origin: string) {
    const { name, target_table: tableName = '' } = map;
    const head = { transform_map: name, table: tableName };
    const table = database.table(tableName);
    if (status === 'error' || table === undefined) return { ...head, status, error_message: message };
    const column = displayColumn(table);
    return {
      ...head,
      display_name: column,
      display_value: database.get(tableName, sysId)?.[column] ?? '',
      record_link: `${origin}/api/now/table/${tableName}/${sysId}`,
      status,
      ...(message !== '' && { status_message: message }),
      sys_id: sysId,
    };
  }
}

/** Only text fits: of anything nested, ServiceNow keeps a text in which `:` has become `=`. */
function columnText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return JSON.stringify(value).replaceAll(':', '=');
}
