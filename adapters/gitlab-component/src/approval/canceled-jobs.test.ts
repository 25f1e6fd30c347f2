import { expect, it } from 'vitest';
import {
  CANCEL,
  deliver,
  type Exchange,
  jobs,
  PLAY,
  READ_CANCELED_BRIDGES,
  READ_CANCELED_JOBS,
  READ_JOBS,
} from '../../test/scripted-server.ts';

const job = (fields: object = {}) => ({
  id: 103,
  name: 'deploy',
  status: 'canceled',
  started_at: null,
  allow_failure: false,
  ...fields,
});

it.each([
  ['manual', 'approved'],
  ['manual', 'denied'],
  ['failed', 'approved'],
] as const)('plays no gate that is %s, with a job behind it that was canceled: %s', (status, decision) => {
  expect(
    deliver(decision, [
      [READ_JOBS, 200, jobs(status)],
      [READ_CANCELED_JOBS, 200, [job()]],
    ]),
  ).toMatchObject({
    outcome: 'build-ended',
    detail:
      `The gate's job 102 is ${status}. It is not played, as job deploy was canceled. ` +
      'Whoever wants it to go on retries the pipeline, and then the job that opens the change.',
  });
});

it('plays none where that is a job which starts another pipeline', () => {
  const { outcome, detail } = deliver('approved', [
    [READ_JOBS, 200, jobs('manual')],
    [READ_CANCELED_BRIDGES, 200, [job({ name: 'release' })]],
  ]);
  expect([outcome, detail]).toEqual(['build-ended', expect.stringContaining('job release was canceled')]);
});

it('plays one where what was canceled had begun, or is optional', () => {
  const { sent } = deliver('approved', [
    [READ_JOBS, 200, jobs('manual')],
    [READ_CANCELED_JOBS, 200, [job({ started_at: '2026-01-11T10:13:33Z' }), job({ allow_failure: true })]],
    [PLAY, 200],
    [READ_JOBS, 200, jobs('running')],
  ]);
  expect(sent.map(({ method }) => method)).toContain('POST');
});

it.each([
  ['what ran beside it', { name: 'test', started_at: '2026-01-11T10:13:33Z' }, 'failed', 'build-ended'],
  ['what ran beside it', { name: 'test', started_at: '2026-01-11T10:13:33Z' }, 'manual', 'started'],
  ["the component's own job", { name: 'change:cancel', allow_failure: true }, 'failed', 'build-ended'],
  ["another's", { name: 'qa-change:cancel', allow_failure: true }, 'failed', 'started'],
])(
  'of a pipeline of which somebody canceled %s, %j: with a gate that is %s, %s',
  (_, fields, status, outcome) => {
    const play: Exchange[] = [
      [PLAY, 200],
      [READ_JOBS, 200, jobs('running')],
    ];
    const answer = deliver('approved', [
      [READ_JOBS, 200, jobs(status)],
      [READ_CANCELED_JOBS, 200, [job(fields)]],
      ...(outcome === 'started' ? play : []),
    ]);
    expect(answer.outcome).toBe(outcome);
  },
);

it.each([
  [503, 'unavailable'],
  [403, 'refused'],
])('plays none where GitLab does not say what was canceled: %i', (status, outcome) => {
  for (const asked of [READ_CANCELED_JOBS, READ_CANCELED_BRIDGES]) {
    expect(
      deliver('approved', [
        [READ_JOBS, 200, jobs('manual')],
        [asked, status],
      ]).outcome,
    ).toBe(outcome);
  }
});

it('cancels what still runs where a denied change asks for it', () => {
  const { outcome, detail } = deliver(
    'denied',
    [
      [READ_JOBS, 200, jobs('manual')],
      [READ_CANCELED_JOBS, 200, [job()]],
      [CANCEL, 200],
    ],
    { target: { on_denied: 'cancel-pipeline' } },
  );
  expect([outcome, detail]).toEqual(['build-ended', expect.stringContaining('canceled as well')]);
});
