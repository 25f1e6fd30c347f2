import { beforeEach, describe, expect, it } from 'vitest';
import { Database, DatabaseError } from './database.ts';

let now: Date;
let database: Database;

beforeEach(() => {
  now = new Date('2026-01-01T10:00:00Z');
  database = new Database({ now: () => now });
  database.define({
    name: 'animal',
    columns: [
      { name: 'name', unique: true, maxLength: 10 },
      { name: 'legs', type: 'integer' },
      { name: 'tame', type: 'boolean' },
      { name: 'seen', type: 'glide_date_time' },
      { name: 'sys_class_name' },
      { name: 'parent', type: 'reference', reference: 'animal' },
      { name: 'notes', type: 'journal_input' },
      { name: 'chip', type: 'password2', maxLength: 255 },
    ],
  });
  database.define({ name: 'dog', parent: 'animal', columns: [{ name: 'breed' }], numberPrefix: 'DOG' });
});

describe('Database', () => {
  it('fills what every row has', () => {
    const row = database.insert('animal', { name: 'Rex' }, 'alice');
    expect(row).toMatchObject({
      name: 'Rex',
      tame: 'false',
      legs: '',
      sys_class_name: 'animal',
      sys_created_on: '2026-01-01 10:00:00',
      sys_created_by: 'alice',
      sys_mod_count: '0',
    });
    expect(row.sys_id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('drops unknown columns, cuts long text and empties what is not of the type', () => {
    const row = database.insert(
      'animal',
      { name: 'x'.repeat(11), wings: '2', legs: 'four', seen: 'soon', tame: '1' },
      'a',
    );
    expect(row).toMatchObject({ name: 'x'.repeat(10), legs: '', seen: '', tame: 'true' });
    expect(row).not.toHaveProperty('wings');
  });

  it('finds rows of a table that extends the one asked for', () => {
    const { sys_id = '' } = database.insert('dog', { name: 'Rex', breed: 'Collie' }, 'a');
    expect(database.get('animal', sys_id)).toMatchObject({ sys_class_name: 'dog', breed: 'Collie' });
    expect(database.count('animal', 'name=Rex')).toBe(1);
    expect(database.update('animal', sys_id, { breed: 'Poodle' }, 'a')).toMatchObject({ breed: 'Poodle' });
    expect(database.delete('animal', sys_id, 'a')).toBe(true);
    expect(database.get('dog', sys_id)).toBeNull();
  });

  it('gives a column added to a parent to the tables that extend it', () => {
    database.define({ name: 'animal', columns: [{ name: 'colour' }] });
    expect(database.insert('dog', { colour: 'brown' }, 'a').colour).toBe('brown');
  });

  it('refuses a second row with the value of a unique column, and lets a row keep its own', () => {
    database.insert('animal', { name: 'Rex' }, 'a');
    const other = database.insert('animal', { name: 'Tom' }, 'a');
    expect(() => database.insert('animal', { name: 'Rex' }, 'a')).toThrow(
      expect.objectContaining({ code: 'UNIQUE' }),
    );
    expect(() => database.update('animal', other.sys_id ?? '', { name: 'Rex' }, 'a')).toThrow(DatabaseError);
    expect(database.update('animal', other.sys_id ?? '', { name: 'Tom', legs: '4' }, 'a')?.legs).toBe('4');
  });

  it('lets many rows leave a unique column empty', () => {
    database.insert('animal', {}, 'a');
    expect(() => database.insert('animal', {}, 'a')).not.toThrow();
  });

  it('frees a unique value with the row that had it', () => {
    const { sys_id = '' } = database.insert('animal', { name: 'Rex' }, 'a');
    database.update('animal', sys_id, { name: 'Max' }, 'a');
    const second = database.insert('animal', { name: 'Rex' }, 'a');
    database.delete('animal', second.sys_id ?? '', 'a');
    expect(() => database.insert('animal', { name: 'Rex' }, 'a')).not.toThrow();
  });

  it('numbers rows', () => {
    database.define({ name: 'dog', columns: [{ name: 'number' }] });
    expect(database.insert('dog', {}, 'a').number).toBe('DOG0030001');
    expect(database.insert('dog', {}, 'a').number).toBe('DOG0030002');
  });

  it('counts an update only when something changed', () => {
    const { sys_id = '' } = database.insert('animal', { name: 'Rex' }, 'a');
    now = new Date('2026-01-01T10:01:00Z');
    expect(
      database.update('animal', sys_id, { name: 'Rex', sys_mod_count: '9' }, 'bob')?.sys_updated_by,
    ).toBe('a');
    expect(database.update('animal', sys_id, { legs: '4' }, 'bob')).toMatchObject({
      sys_mod_count: '1',
      sys_updated_by: 'bob',
      sys_updated_on: '2026-01-01 10:01:00',
    });
    expect(database.update('animal', 'f'.repeat(32), { legs: '4' }, 'bob')).toBeNull();
  });

  it('lets a before listener edit or refuse a write', () => {
    database.before(({ next }) => {
      if (next?.name === 'Cerberus') throw new DatabaseError('ABORTED', 'no');
      if (next !== null) next.legs = '4';
    });
    expect(database.insert('animal', {}, 'a').legs).toBe('4');
    expect(() => database.insert('animal', { name: 'Cerberus' }, 'a')).toThrow('no');
    expect(database.count('animal', 'name=Cerberus')).toBe(0);
  });

  it('announces writes in the order in which they happened, those of listeners included', () => {
    const seen: string[] = [];
    database.after(({ next, table }) => {
      if (next?.legs === '1') database.update(table, next.sys_id ?? '', { legs: '2' }, 'a');
    });
    database.after(({ operation, next }) => seen.push(`${operation} ${next?.legs}`));
    database.insert('animal', { legs: '1' }, 'a');
    expect(seen).toEqual(['insert 1', 'update 2']);
  });

  it('shows journal text to listeners and keeps none in the row', () => {
    const seen: string[] = [];
    database.after(({ next }) => seen.push(next?.notes ?? ''));
    const { sys_id = '' } = database.insert('animal', {}, 'a');
    database.update('animal', sys_id, { notes: 'barks' }, 'a');
    expect(seen).toEqual(['', 'barks']);
    expect(database.get('animal', sys_id)?.notes).toBe('');
  });

  it('hands out rows that cannot be changed in place', () => {
    const row = database.insert('animal', { name: 'Rex' }, 'a') as Record<string, string>;
    expect(() => {
      row.name = 'Max';
    }).toThrow(TypeError);
  });

  it('encrypts, and cannot decrypt what a column cut', () => {
    const { chip = '' } = database.insert('animal', { chip: database.encrypt('s3cret') }, 'a');
    expect(chip).not.toContain('s3cret');
    expect(database.decrypt(chip)).toBe('s3cret');
    const long = database.insert('animal', { chip: database.encrypt('t'.repeat(300)) }, 'a');
    expect(database.decrypt(long.chip ?? '')).toBe('');
    expect(database.decrypt('s3cret')).toBe('');
  });

  it('names a table that does not exist', () => {
    expect(() => database.query('unicorn')).toThrow(expect.objectContaining({ code: 'NO_TABLE' }));
    expect(() => database.define({ name: 'cat', parent: 'unicorn' })).toThrow('Invalid table unicorn');
  });
});
