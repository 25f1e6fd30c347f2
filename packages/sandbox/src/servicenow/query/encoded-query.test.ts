import { describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { Database } from '../database/database.ts';

const database = new Database(new SandboxClock());
database.define({ name: 'sys_properties', columns: [{ name: 'name', unique: true }, { name: 'value' }] });
database.define({
  name: 'team',
  columns: [{ name: 'name' }, { name: 'boss', type: 'reference', reference: 'person' }],
});
database.define({
  name: 'person',
  columns: [
    { name: 'name' },
    { name: 'age', type: 'integer' },
    { name: 'active', type: 'boolean' },
    { name: 'born', type: 'glide_date_time' },
    { name: 'team', type: 'reference', reference: 'team' },
    { name: 'nickname' },
    { name: 'shoe', type: 'integer' },
    { name: 'hired', type: 'glide_date_time' },
  ],
});
const ops = database.insert('team', { name: 'Ops' }, 'a');
const ada = add('Ada', '9', 'true', '1990-01-01 08:00:00', ops.sys_id);
add('Bob', '30', 'false', '1990-01-01 23:59:59', '');
add('Cy', '-2', 'true', '1991-05-05 00:00:00', ops.sys_id);
add('', '', 'false', '', '');
database.update('person', ada, { nickname: 'Ada', shoe: '42', hired: '1990-01-01 20:00:00' }, 'a');
database.update('team', ops.sys_id ?? '', { boss: ada }, 'a');

function add(name: string, age: string, active: string, born: string, team = ''): string {
  return database.insert('person', { name, age, active, born, team }, 'a').sys_id ?? '';
}

function find(query: string): (string | undefined)[] {
  return database.query('person', query).map((row) => row.name);
}

describe('an encoded query', () => {
  it('knows who asks', () => {
    const user = { userName: 'Ada', sysId: ada };
    const find = (query: string) => database.query('person', query, { user }).map((row) => row.name);
    expect(find('sys_id=javascript:gs.getUserID()')).toEqual(['Ada']);
    expect(find('nameINBob,javascript:gs.getUserName()')).toEqual(['Ada', 'Bob']);
    expect(find('name!=javascript:gs.getUserName()^age<0')).toEqual(['Cy']);
  });

  it.each([
    ['', ['Ada', 'Bob', 'Cy', '']],
    ['name=Ada', ['Ada']],
    ['name=', ['']],
    ['name!=Ada', ['Bob', 'Cy', '']],
    ['name!=', ['Ada', 'Bob', 'Cy']],
    ['age>9', ['Bob']],
    ['age>=9', ['Ada', 'Bob']],
    ['age<9', ['Cy']],
    ['age<=9', ['Ada', 'Cy']],
    ['ageBETWEEN-2@9', ['Ada', 'Cy']],
    ['nameLIKEd', ['Ada']],
    ['nameLIKEada', ['Ada']],
    ['name=ADA', ['Ada']],
    ['nameNOTLIKEd', ['Bob', 'Cy', '']],
    ['nameSTARTSWITHB', ['Bob']],
    ['nameENDSWITHy', ['Cy']],
    ['nameINAda,Cy', ['Ada', 'Cy']],
    ['nameNOT INAda,Cy', ['Bob', '']],
    ['nameISEMPTY', ['']],
    ['nameISNOTEMPTY', ['Ada', 'Bob', 'Cy']],
    ['born>1990-01-01 08:00:00', ['Bob', 'Cy']],
    ['active=true', ['Ada', 'Cy']],
    ['active=1', ['Ada', 'Cy']],
    ['active=true^age>0', ['Ada']],
    ['active=true^name=Bob^ORname=Cy', ['Cy']],
    ['name=Bob^ORname=Cy^active=true', ['Cy']],
    ['name=Bob^active=false^NQname=Cy', ['Bob', 'Cy']],
    ['nameISNOTEMPTY^ORDERBYage', ['Cy', 'Ada', 'Bob']],
    ['nameISNOTEMPTY^ORDERBYDESCage', ['Bob', 'Ada', 'Cy']],
    ['ORDERBYactive^ORDERBYDESCname', ['Bob', '', 'Cy', 'Ada']],
    ['team.name=Ops', ['Ada', 'Cy']],
    ['team.boss.name=Ada^age<0', ['Cy']],
    [`team=${ops.sys_id}^active=true^EQ`, ['Ada', 'Cy']],
    [`sys_id=${ada}`, ['Ada']],
    ['nameNOT LIKEd', ['Bob', 'Cy', '']],
    ['name*d', ['Ada']],
    ['name!*d', ['Bob', 'Cy', '']],
    ['name%y', ['Cy']],
    ['nameCONTAINSd', ['Ada']],
    ['nameEMPTYSTRING', ['']],
    ['nameANYTHING^active=true', ['Ada', 'Cy']],
    ['nameSAMEASnickname', ['Ada', '']],
    ['nameNSAMEASnickname', ['Bob', 'Cy']],
    ['bornSAMEAShired', ['']],
    ['ageLT_FIELDshoe^shoeISNOTEMPTY', ['Ada']],
    ['shoeGT_FIELDage^shoeISNOTEMPTY', ['Ada']],
    ['shoeGT_OR_EQUALS_FIELDage^shoeISNOTEMPTY', ['Ada']],
    ['shoeLT_OR_EQUALS_FIELDshoe^shoeISNOTEMPTY', ['Ada']],
    // References are searched by the name of what they refer to.
    ['teamLIKEps', ['Ada', 'Cy']],
    ['teamSTARTSWITHOp^active=true^ORteamENDSWITHx', ['Ada', 'Cy']],
    ['nameISNOTEMPTY^GROUPBYactive', ['Ada', 'Bob', 'Cy']],
  ])('%s', (query, names) => {
    expect(find(query)).toEqual(names);
  });

  it.each(['shoe_size=42', 'team.colour=red', 'name.first=Ada', 'rubbish'])(
    'ignores a condition on a field that does not exist: %s',
    (query) => {
      expect(find(query)).toHaveLength(4);
      expect(find(`${query}^name=Bob`)).toEqual(['Bob']);
    },
  );

  it('finds nothing by an unknown field where the property says so', () => {
    const property = { name: 'glide.invalid_query.returns_no_rows', value: 'true' };
    const { sys_id = '' } = database.insert('sys_properties', property, 'a');
    expect(find('shoe_size=42')).toEqual([]);
    database.delete('sys_properties', sys_id, 'a');
  });

  it('pages', () => {
    const page = database.query('person', 'ORDERBYname', { offset: 1, limit: 2 });
    expect(page.map((row) => row.name)).toEqual(['Ada', 'Bob']);
  });

  it.each([
    ['nameVALCHANGES', 'VALCHANGES'],
    ['teamIN_HIERARCHYfdd0fa0f93f5d2505bd0bd886cba1015', 'IN_HIERARCHY'],
    ['bornRELATIVEGE@hour@ago@3', 'RELATIVEGE'],
    ['bornSAMEAShired@day', 'SAMEAShired@day'],
    ['bornMORETHANhired@hour@before@3', 'operator MORETHAN'],
    ['bornONToday', 'operator ON'],
    ['bornNOTON1990-01-01', 'operator NOTON'],
    ["bornDATEPARTMonday@javascript:gs.datePart('dayofweek','monday','EE')", 'operator DATEPART'],
    ['teamDYNAMIC0123456789abcdef0123456789abcdef', 'operator DYNAMIC'],
    ['born>javascript:gs.daysAgo(7)', 'gs.daysAgo(7)'],
    ['name=javascript:gs.getUserID()', 'nobody is logged in'],
    ['123TEXTQUERY321=disk', 'TEXTQUERY'],
    ['RLQUERYteam.boss,>=1^active=true^ENDRLQUERY', 'RLQUERY'],
  ])('refuses by name what it does not implement: %s', (query, name) => {
    expect(() => find(query)).toThrow(name);
  });
});
