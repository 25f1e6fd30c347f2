import { type Context, Hono } from 'hono';
import type { Column, Database, Row, Table } from '../database/database.ts';
import { displayValue } from '../database/display-value.ts';
import { NOT_AUTHORIZED, notImplemented, RestError } from '../rest/rest-error.ts';
import type { RestVariables } from '../rest/rest-variables.ts';
import { page, requestedRows } from '../table-api/list-request.ts';
import { checkMediaTypes } from '../table-api/media-types.ts';
import { Records } from '../table-api/records.ts';

type Request = Context<RestVariables>;

/** The reading half of the CMDB Instance API (ServiceNow docs, cmdb-instance-api): `/{class}` and `/{class}/{sys_id}`. */
export function cmdbInstanceApi(database: Database): Hono<RestVariables> {
  const app = new Hono<RestVariables>();

  app.use(async (c, next) => {
    const { roles } = c.get('principal');
    if (!roles.has('itil') && !roles.has('admin')) throw NOT_AUTHORIZED;
    checkMediaTypes('GET', c.req.raw.headers);
    await next();
  });

  app.get('/:class', (c) => {
    const reader = new Records(database, c.get('principal'));
    const table = classOf(c, reader);
    const url = new URL(c.req.url);
    const { limit, offset } = page(url);
    const rows = requestedRows(database, table, url, c.get('principal')).slice(offset, offset + limit);
    const result = reader.readable(rows, table).map(({ sys_id, name }) => ({ sys_id, name }));
    return c.json({ result });
  });

  app.get('/:class/:sys_id', (c) => {
    const reader = new Records(database, c.get('principal'));
    const { table, row } = reader.get(classOf(c, reader).name, c.req.param('sys_id'));
    const { origin } = new URL(c.req.url);
    return c.json({
      result: {
        outbound_relations: relations(database, 'parent', row, origin),
        attributes: attributes(database, table, row, origin),
        inbound_relations: relations(database, 'child', row, origin),
      },
    });
  });

  app.all('*', (c) => {
    throw notImplemented(`${c.req.method} ${c.req.path}: configuration items are written by the Table API`);
  });

  return app;

  function classOf(c: Request, reader: Records): Table {
    const name = c.req.param('class') ?? '';
    const table = reader.table(name, 'read');
    if (!database.isA(name, 'cmdb_ci')) throw new RestError(400, `Invalid CMDB class ${name}`);
    return table;
  }
}

/** All columns of the item's own class; references as `{display_value, link, value}`. */
function attributes(database: Database, asked: Table, row: Row, origin: string) {
  const { columns } = database.table(row.sys_class_name ?? '') ?? asked;
  return Object.fromEntries(
    [...columns.values()].map((column) => [column.name, attributeJson(database, row, column, origin)]),
  );
}

function attributeJson(database: Database, row: Row, column: Column, origin: string) {
  const value = row[column.name] ?? '';
  if (column.reference === null || value === '') return value;
  const link = `${origin}/api/now/table/${column.reference}/${value}`;
  return { display_value: displayValue(database, row, column), link, value };
}

/** @param end which end of the relation the item is: of its outbound ones the parent */
function relations(database: Database, end: 'parent' | 'child', { sys_id: ci }: Row, origin: string) {
  const other = end === 'parent' ? 'child' : 'parent';
  const name = (table: string, sysId: string): string => database.get(table, sysId)?.name ?? '';
  return database.query('cmdb_rel_ci', `${end}=${ci}`).map((relation) => {
    const { sys_id, type = '', [other]: target = '' } = relation;
    return {
      sys_id,
      type: {
        display_value: name('cmdb_rel_type', type),
        link: `${origin}/api/now/table/cmdb_rel_type/${type}`,
        value: type,
      },
      target: {
        display_value: name('cmdb_ci', target),
        link: `${origin}/api/now/cmdb/instance/cmdb_ci/${target}`,
        value: target,
      },
    };
  });
}
