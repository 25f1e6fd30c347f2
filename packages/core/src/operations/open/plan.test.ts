import { describe, expect, it } from 'vitest';
import { parseInputs } from '../../inputs/parse.ts';
import { type NewChange, type OpenFiles, type OpenPlan, type OpenPlanContext, planOpen } from './plan.ts';

const REQUIRED = { operation: 'open', 'instance-url': 'https://acme.service-now.com' };
const NO_FILES: OpenFiles = { data: {}, attachments: [], tasks: [] };

/** The plan for inputs as a person writes them, at noon. */
async function plan(
  raw: Record<string, string>,
  files: Partial<OpenFiles> = {},
  context: Partial<OpenPlanContext> = {},
): Promise<OpenPlan> {
  const displayName = (name: string) => name.toUpperCase();
  const { inputs } = await parseInputs('open', { values: { ...REQUIRED, ...raw }, displayName }, {});
  const now = new Date('2026-03-01T12:00:00Z');
  return planOpen(inputs, { ...NO_FILES, ...files }, { callback: false, now, displayName, ...context });
}

it('follows from the inputs alone, and leaves them as they are', async () => {
  expect(await plan({})).toEqual({
    change: {
      kind: 'new',
      fields: {},
      mark: 'Change Gate: proc=-1 appr=approved conf=ignore wind=ignore',
      creation: undefined,
    },
    wanted: {},
    moving: [],
    strict: false,
    affectedCis: [],
    attachments: [],
    tasks: [],
    submit: true,
    policy: { proceedStates: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
    credential: undefined,
  });
});

it('carries what the later steps need', async () => {
  const attachments = [{ name: 'a.txt', length: 1, contentType: 'text/plain', async *chunks() {} }];
  const raw = { submit: 'false', strict: 'true', 'affected-cis': 'db-01, web-01', 'deadline-minutes': '90' };
  expect(await plan(raw, { attachments })).toMatchObject({
    strict: true,
    affectedCis: ['db-01', 'web-01'],
    attachments,
    submit: false,
    policy: { deadline: '2026-03-01 13:30:00' },
  });
});

describe('a window that is enforced', () => {
  const raw = { 'window-policy': 'enforce' };

  it.each([
    [{}, {}, 'PLANNED-START and PLANNED-END'],
    [{ 'planned-start': '+1h' }, {}, 'PLANNED-END'],
    [{ 'planned-end': '+1h' }, {}, 'PLANNED-START'],
    [{}, { start_date: '2026-12-24 22:00:00', end_date: '' }, 'PLANNED-END'],
  ])('wants both of its times: %j %j', async (times, data, missing) => {
    await expect(plan({ ...raw, ...times }, { data })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining(
        `WINDOW-POLICY is enforce, and the change would have no window: give ${missing} as a time with its zone`,
      ),
    });
  });

  it('has them from inputs or data', async () => {
    const data = { end_date: '2026-12-24T22:00:00Z' };
    await expect(plan({ ...raw, 'planned-start': 'now' }, { data })).resolves.toMatchObject({
      change: { fields: { start_date: '2026-03-01 12:00:00', end_date: '2026-12-24 22:00:00' } },
    });
  });

  it('is that of the change, where a person names one', async () => {
    await expect(plan({ ...raw, 'change-number': 'CHG0030001' })).resolves.toMatchObject({
      policy: { window: 'enforce' },
    });
  });
});

describe('a new change', () => {
  async function planned(raw: Record<string, string>, data: OpenFiles['data'] = {}): Promise<NewChange> {
    const { change } = await plan(raw, { data });
    if (change.kind !== 'new') throw new Error('an existing change');
    return change;
  }

  it('has the fields of the data, the planned times and the notes', async () => {
    const raw = { 'planned-start': '+2h', 'planned-end': '+30m', 'work-notes': 'a note', comments: 'hello' };
    const { fields } = await planned(raw, { short_description: 'Globex', start_date: 'now' });
    expect(fields).toEqual({
      short_description: 'Globex',
      start_date: '2026-03-01 14:00:00',
      end_date: '2026-03-01 14:30:00',
      work_notes: 'a note',
      comments: 'hello',
    });
  });

  it.each([
    [{ 'change-type': 'emergency' }, { type: 'emergency' }],
    [{ 'standard-template': 'Patch' }, { standardTemplate: 'Patch' }],
    [{ 'change-type': 'standard', 'standard-template': 'Patch' }, { standardTemplate: 'Patch' }],
    [{ 'change-model': 'Cloud' }, { model: 'Cloud' }],
  ])('is created as %j say', async (raw, creation) => {
    expect((await planned(raw)).creation).toEqual(creation);
  });

  it.each([
    [
      { 'change-model': 'Cloud', 'change-type': 'normal' },
      /CHANGE-MODEL: a change model brings its own type/,
    ],
    [
      { 'standard-template': 'Patch', 'change-type': 'normal' },
      /STANDARD-TEMPLATE: belongs to a standard change/,
    ],
    [{ 'change-type': 'standard' }, /STANDARD-TEMPLATE: is required/],
  ])('is refused where %j contradict one another', async (raw, message) => {
    await expect(planned(raw)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(message),
    });
  });

  it.each(['normal', 'Emergency'])(
    'takes the type %j from the data as the input takes it, and the Table API creates it',
    async (type) => {
      const { fields, creation } = await planned({}, { type });
      expect({ fields, creation }).toEqual({ fields: { type: type.toLowerCase() }, creation: undefined });
    },
  );

  it('has the type of its template, wherever it stands', async () => {
    const { fields, creation } = await planned({ 'standard-template': 'Patch' }, { type: 'Standard' });
    expect({ fields, creation }).toEqual({ fields: {}, creation: { standardTemplate: 'Patch' } });
  });

  it.each([
    [{}, { type: 'standard' }, /STANDARD-TEMPLATE: is required for a standard change/],
    [{}, { type: 'Standard' }, /STANDARD-TEMPLATE: is required for a standard change/],
    [{}, { type: 'Normal change' }, /DATA: type "Normal change" is none of normal, emergency, standard/],
    [{}, { type: '' }, /DATA: type "" is none of/],
    [{}, { type: null }, /DATA: type null is none of/],
    [
      { 'change-type': 'normal' },
      { type: 'standard' },
      /CHANGE-TYPE is normal, and type in DATA is standard/,
    ],
    [{ 'standard-template': 'Patch' }, { type: 'normal' }, /and type in DATA is normal/],
    [
      { 'change-model': 'Cloud' },
      { type: 'normal' },
      /CHANGE-MODEL: a change model brings its own type; leave type in DATA/,
    ],
    [
      { 'change-type': 'normal' },
      { chg_model: 'Standard' },
      /chg_model in DATA: a change model brings its own type/,
    ],
    [
      { 'change-model': 'Cloud' },
      { chg_model: 'Standard' },
      /CHANGE-MODEL is Cloud, and chg_model in DATA is Standard/,
    ],
    [{}, { approval: 'approved' }, /DATA: approval cannot be set \(people approve/],
    [{}, { conflict_status: 'No Conflict' }, /DATA: conflict_status cannot be set/],
    [{}, { correlation_id: 'mine' }, /DATA: correlation_id cannot be set/],
  ])('is refused with %j where the data says %j', async (raw, data, message) => {
    await expect(planned(raw, data)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(message),
    });
  });

  it('begins in New', async () => {
    for (const state of ['-5', -5, 'New']) {
      await expect(planned({}, { state })).resolves.toMatchObject({ fields: {} });
    }
    for (const state of [-1, 'Assess', '', null]) {
      await expect(planned({}, { state })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining(`DATA: state ${JSON.stringify(state)} cannot be set`),
      });
    }
  });
});

describe('an existing change', () => {
  const named = { 'change-number': 'CHG0030001' };
  const reference = { 'change-number': 'CHG0030001', 'change-sys-id': undefined };

  it('is used as it is, whatever would be needed to create one', async () => {
    expect((await plan({ ...named, 'change-type': 'standard' })).change).toEqual({
      kind: 'existing',
      reference,
    });
  });

  it.each([
    ['change-number', 'CHG0030001'],
    ['change-sys-id', 'a'.repeat(32)],
  ])('is named by %s', async (name, value) => {
    expect((await plan({ [name]: value })).change).toEqual({
      kind: 'existing',
      reference: { 'change-number': undefined, 'change-sys-id': undefined, [name]: value },
    });
  });

  it.each([
    [{ 'standard-template': 'Patch' }, {}, { type: 'standard' }],
    [{ 'change-type': 'emergency' }, {}, { type: 'emergency' }],
    [{ 'change-model': 'Cloud' }, {}, { chg_model: 'Cloud' }],
    [{}, { type: 'Emergency' }, { type: 'emergency' }],
    [{}, {}, {}],
  ])('is wanted as %j and the data %j say', async (raw, data, wanted) => {
    expect((await plan({ ...named, ...raw }, { data })).wanted).toEqual(wanted);
  });

  it('is compared with all that is asked for', async () => {
    const raw = { ...named, 'change-model': 'Cloud', 'planned-start': '+2h', 'work-notes': 'n' };
    expect(await plan(raw, { data: { short_description: 'x', type: 'Normal', state: 'New' } })).toMatchObject(
      {
        wanted: {
          short_description: 'x',
          type: 'normal',
          chg_model: 'Cloud',
          start_date: '2026-03-01 14:00:00',
          work_notes: 'n',
        },
        moving: ['start_date'],
      },
    );
  });
});

describe('the callback', () => {
  it('has the credential that the inputs give', async () => {
    const called = { callback: true };
    expect((await plan({ 'callback-token': 't0ken' }, {}, called)).credential).toEqual({ token: 't0ken' });
    expect((await plan({ 'callback-alias': 'gitlab' }, {}, called)).credential).toEqual({ alias: 'gitlab' });
    await expect(plan({}, {}, called)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
