/** Whatever an instance or a CI holds: what was planted there is in no line of a transcript. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PARAMETERS } from './known.ts';
import { type Recorded, Transcript } from './transcript.ts';

/** Hides what it holds in what the property looks for: no list of known words has it. */
const MARK = 'zq';

const hexOf = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

const planted = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => MARK + text),
  fc.stringMatching(/^[a-z]{3,12}$/).map((name) => `${MARK}${name}`),
  fc.stringMatching(/^[a-z]{3,12}$/).map((name) => `${MARK}${name}@${MARK}.example`),
  fc.stringMatching(/^[a-z]{3,12}$/).map((name) => `https://${MARK}${name}.example/${MARK}?${MARK}=${MARK}`),
  fc.stringMatching(/^[a-z]{3,12}$/).map((name) => `Authorization: Bearer ${MARK}${name}`),
  hexOf(32),
  hexOf(40),
  hexOf(24),
  fc.integer({ min: 100_000, max: 99_999_999 }).map((number) => `CHG${number}`),
  fc.integer({ min: 100_000, max: Number.MAX_SAFE_INTEGER }),
);

const KEYS = [
  ...'result state approval number sys_id value display_value link user_name name login email status'.split(
    ' ',
  ),
  ...'comments work_notes description message error detail assignment_group html_url base_url id'.split(' '),
  ...'sys_created_on run_attempt token password jobs steps approvals environment conclusion'.split(' '),
];

const key = fc.oneof(
  fc.constantFrom(...KEYS),
  fc.string().map((text) => MARK + text),
);

const { body } = fc.letrec((tie) => ({
  body: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, planted, tie('object'), tie('list')),
  list: fc.array(tie('body'), { maxLength: 3 }),
  object: fc.dictionary(key, tie('body'), { maxKeys: 6, noNullPrototype: true }),
}));

const parameter = fc.oneof(fc.constantFrom(...PARAMETERS.keys()), planted.map(String));
const condition = fc
  .tuple(
    fc.constantFrom('', 'OR', 'NQ', 'ORDERBY'),
    fc.oneof(key, planted.map(String)),
    fc.constantFrom('=', 'IN', 'LIKE'),
    planted,
  )
  .map((parts) => parts.join(''));

const path = fc
  .record({
    host: fc.constantFrom('', 'https://known.example', `https://${MARK}.example`),
    path: fc.array(fc.oneof(planted.map(String), fc.constantFrom('api', 'now', 'repos')), { maxLength: 4 }),
    query: fc.array(fc.tuple(parameter, fc.oneof(planted.map(String), condition)), { maxLength: 3 }),
  })
  .map(({ host, path, query }) => {
    const parts = path.map((part) => encodeURIComponent(wellFormed(part)));
    const words = query.map((pair) => pair.map((word) => encodeURIComponent(wellFormed(word))).join('='));
    return `${host}/${parts.join('/')}?${words.join('&')}`;
  });

const exchange = fc.record({
  scenario: fc.constantFrom('one', 'two'),
  server: fc.constantFrom('instance' as const, 'ci' as const),
  as: fc.constant('pipeline'),
  method: fc.constantFrom('GET', 'POST'),
  path,
  request: body,
  status: fc.constantFrom(200, 404),
  response: body,
});

it('has nothing of what was planted', () => {
  fc.assert(
    fc.property(fc.array(exchange, { minLength: 1, maxLength: 4 }), (exchanges) => {
      const text = lines(exchanges).join('');
      expect(text).not.toMatch(/zq|[0-9a-f]{24}|CHG\d|\d{6}|example|Bearer/i);
    }),
    { numRuns: 400 },
  );
});

it('is the same for the same things under other names', () => {
  fc.assert(
    fc.property(body, (value) => {
      const renamed = JSON.parse(JSON.stringify(value).replaceAll(MARK, `${MARK}other`));
      const answered = (response: unknown): Recorded => ({
        ...{
          scenario: 'one',
          server: 'ci',
          as: 'starter',
          method: 'GET',
          path: '/',
          request: '',
          status: 200,
        },
        response,
      });
      expect(lines([answered(renamed)])).toEqual(lines([answered(value)]));
    }),
  );
});

function lines(exchanges: readonly Recorded[]): string[] {
  const written: string[] = [];
  const transcript = new Transcript(
    { changeGateTranscript: 1, suite: '1.2.3', ci: 'github', of: 'live' },
    {
      hosts: { '<instance>': ['https://known.example'] },
      own: new Map([['a text of the suite', 'a text of the suite']]),
    },
    (line) => written.push(line),
  );
  for (const one of exchanges) transcript.add(one);
  return written;
}

function wellFormed(text: string): string {
  return text.toWellFormed();
}
