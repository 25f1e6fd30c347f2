/**
 * What the install set brings, as the admin's reference lists it: `npm run generate` writes it there. A test fails where the page says
 * otherwise.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { child, parseXml } from './xml-element.ts';

export const REFERENCE = new URL('../../../docs/servicenow-reference.md', import.meta.url);

const SET = new URL('../dist/change-gate-install.xml', import.meta.url);
const BLOCK = /(<!-- inventory, generated -->\n)[\s\S]*?(<!-- \/inventory -->)/;

/** Of the others, an admin needs their number. */
const NAMED = new Set([
  'Business Rule',
  'Role',
  'Scheduled Script Execution',
  'Script Action',
  'Scripted REST API',
  'UI Action',
]);

/** @param set the text of an update set. @returns a table of its records by type */
export function inventory(set: string): string {
  const names = new Map<string, string[]>();
  for (const update of parseXml(set).children.filter(({ name }) => name === 'sys_update_xml')) {
    const [type = '', target = ''] = ['type', 'target_name'].map((name) => child(update, name)?.text);
    names.set(type, [...(names.get(type) ?? []), target]);
  }
  const all = [...names].sort();
  const rows = all
    .filter(([type]) => NAMED.has(type))
    .map(
      ([type, of]) =>
        `| ${type} | ${of
          .sort()
          .map((name) => `*${name}*`)
          .join(', ')} |\n`,
    );
  const others = all.filter(([type]) => !NAMED.has(type)).map(([type, of]) => `${type} ${of.length}`);
  return `| type | records |\n| --- | --- |\n${rows.join('')}| others | ${others.join(', ')} |\n`;
}

/** @returns the page with its inventory as it must be */
export function withInventory(page: string, set: string): string {
  if (!BLOCK.test(page)) throw new Error('The page has no block for the inventory');
  return page.replace(BLOCK, (_all, begin: string, end: string) => `${begin}\n${inventory(set)}\n${end}`);
}

if (import.meta.main)
  writeFileSync(REFERENCE, withInventory(readFileSync(REFERENCE, 'utf8'), readFileSync(SET, 'utf8')));
