import type { Database, Row } from '../database/database.ts';

/** The fields and values of a template: `type=emergency^risk=4^EQ`. */
export function templateFields(template: string): Row {
  const pairs = template.split('^').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
  });
  return Object.fromEntries(pairs);
}

/** What a change model gives its changes (`chg_model.record_preset`). */
export function presetOf(database: Database, model: string): Row {
  return templateFields(database.get('chg_model', model)?.record_preset ?? '');
}

/** The model of the base system whose changes have a type. @returns its sys_id; empty where there is none */
export function modelOfType(database: Database, type: string): string {
  return database.find('chg_model', 'record_preset', `type=${type}^EQ`)?.sys_id ?? '';
}
