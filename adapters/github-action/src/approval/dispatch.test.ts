import { describe, expect, it } from 'vitest';
import { deliver, type Exchange, look, REPOSITORY, RUN, TARGET } from '../../test/scripted-server.ts';

const SINCE = `created=${encodeURIComponent('>=2026-11-24T10:00:00Z')}`;
const OPENED = `GET ${RUN}`;
const STARTED = `GET ${REPOSITORY}/actions/workflows/deploy.yml/runs?event=workflow_dispatch&${SINCE}&per_page=100&page=`;
const START = `POST ${REPOSITORY}/actions/workflows/deploy.yml/dispatches`;
const HEARD = `GET ${REPOSITORY}/actions/runs?event=repository_dispatch&${SINCE}&per_page=100&page=`;
const DISPATCH = `POST ${REPOSITORY}/dispatches`;

const BY_WORKFLOW = { way: 'dispatch', workflow: 'deploy.yml', ref: 'main', environment: '' };
const BY_EVENT = { way: 'dispatch', event_type: 'change-approved', environment: '' };

/** The second attempt of the run: its creation is that of the first. */
const OPENING_RUN = {
  status: 'completed',
  created_at: '2026-11-24T10:00:00Z',
  run_started_at: '2026-11-24T11:30:00Z',
};
const READ_RUN: Exchange = [OPENED, 200, OPENING_RUN];

const run = (id: number, title: string) => ({ display_title: title, html_url: `https://x/${id}` });
const none = { total_count: 0, workflow_runs: [] };
const one = {
  total_count: 3,
  workflow_runs: [
    run(1, 'Deploy (run 4242, attempt 1, gate prod-eu-2)'),
    run(2, 'Deploy (run 4242, attempt 11, gate prod-eu)'),
    run(3, 'Deploy (run 4242, attempt 1, gate prod-eu)'),
  ],
};
/** Of other workflows, or of other changes. */
const full = { total_count: 5_000, workflow_runs: Array.from({ length: 100 }, (_, id) => run(id, 'Docs')) };

const inputs = { 'run-id': '4242', 'run-attempt': '1', 'gate-name': 'prod-eu', sha: TARGET.sha };

describe('a dispatch', () => {
  it('starts the workflow on the ref, with the commit that was approved', () => {
    const { outcome, detail, posted } = deliver(BY_WORKFLOW, 'approved', [
      READ_RUN,
      [`${STARTED}1`, 200, none],
      [START, 204, ''],
      [`${STARTED}1`, 200, one],
    ]);
    expect({ outcome, detail }).toEqual({ outcome: 'delivered', detail: 'GitHub started https://x/3' });
    expect(posted).toEqual({ ref: 'main', inputs });
  });

  it('sends the event', () => {
    const { outcome, posted } = deliver(BY_EVENT, 'approved', [
      READ_RUN,
      [`${HEARD}1`, 200, none],
      [DISPATCH, 204, ''],
      [`${HEARD}1`, 200, none],
    ]);
    expect(outcome).toBe('delivered');
    expect(posted).toEqual({ event_type: 'change-approved', client_payload: inputs });
  });

  it('starts nothing a second time', () => {
    expect(deliver(BY_WORKFLOW, 'approved', [READ_RUN, [`${STARTED}1`, 200, one]]).outcome).toBe(
      'already-decided',
    );
  });

  it('starts it again for another attempt of the run that opened the change', () => {
    const { outcome, posted } = deliver({ ...BY_WORKFLOW, run_attempt: '2' }, 'approved', [
      READ_RUN,
      [`${STARTED}1`, 200, one],
      [START, 204, ''],
      [`${STARTED}1`, 200, one],
    ]);
    expect(outcome).toBe('delivered');
    expect(posted.inputs).toEqual({ ...inputs, 'run-attempt': '2' });
  });

  it('starts nothing a second time, however many runs are newer', () => {
    const { outcome, detail } = deliver(BY_EVENT, 'approved', [
      READ_RUN,
      [`${HEARD}1`, 200, full],
      [`${HEARD}2`, 200, one],
    ]);
    expect({ outcome, detail }).toEqual({
      outcome: 'already-decided',
      detail: 'It has been started: https://x/3',
    });
  });

  it('starts nothing where GitHub lists no more runs, and says so', () => {
    const pages = Array.from({ length: 10 }, (_, page): Exchange => [`${HEARD}${page + 1}`, 200, full]);
    const { outcome, detail } = deliver(BY_EVENT, 'approved', [READ_RUN, ...pages]);
    expect({ outcome, detail }).toEqual({
      outcome: 'refused',
      detail:
        'GitHub lists the newest 1000 runs since 2026-11-24T10:00:00Z, and the run for this gate may be an older one: ' +
        'none is started, so that none is started twice. Look for "(run 4242, attempt 1, gate prod-eu)" in GitHub, and start the workflow by hand if it is not there.',
    });
  });

  it('starts nothing when the change is denied: a workflow that forgets to verify would deploy', () => {
    expect(deliver(BY_WORKFLOW, 'denied', []).outcome).toBe('build-ended');
  });

  it.each([
    [404, { message: 'Not Found' }, 'refused', 'GitHub answered 404 when asked for the run: Not Found'],
    [200, { status: 'completed' }, 'unavailable', 'GitHub did not answer with a run.'],
  ])(
    'starts nothing when the run that opened the change is answered with %i',
    (status, body, outcome, detail) => {
      expect(deliver(BY_WORKFLOW, 'approved', [[OPENED, status, body]])).toMatchObject({ outcome, detail });
    },
  );

  it('is looked for after that', () => {
    const seen = (runs: unknown) => look(BY_WORKFLOW, [READ_RUN, [`${STARTED}1`, 200, runs]]).outcome;
    expect(seen(none)).toBe('waits');
    expect(seen(one)).toBe('already-decided');
  });

  it.each([
    [422, { message: 'Unexpected inputs provided: ["run-attempt"]' }, none, 'refused'],
    [0, 'socket hang up', none, 'unanswered'],
    [0, 'socket hang up', one, 'delivered'],
  ])('that is answered with %i is looked for', (status, body, runs, outcome) => {
    expect(
      deliver(BY_WORKFLOW, 'approved', [
        READ_RUN,
        [`${STARTED}1`, 200, none],
        [START, status, body],
        [`${STARTED}1`, 200, runs],
      ]).outcome,
    ).toBe(outcome);
  });

  it.each([
    [204, none, 'delivered', 'GitHub took the dispatch.'],
    [204, one, 'delivered', 'GitHub started https://x/3'],
    [500, one, 'delivered', 'GitHub answered 500, and runs https://x/3'],
    [422, one, 'already-decided', 'GitHub answered 422, and runs https://x/3'],
    [500, none, 'unanswered', 'GitHub answered 500 when asked to start the workflow that deploys: no'],
    [403, none, 'refused', 'GitHub answered 403 when asked to start the workflow that deploys: no'],
  ])('answered %i is told in words', (status, runs, outcome, detail) => {
    const script: Exchange[] = [
      READ_RUN,
      [`${STARTED}1`, 200, none],
      [START, status, { message: 'no' }],
      [`${STARTED}1`, 200, runs],
    ];
    expect(deliver(BY_WORKFLOW, 'approved', script)).toMatchObject({ outcome, detail });
  });

  it.each([
    [204, 'delivered', 'GitHub took the dispatch.'],
    [502, 'unanswered', 'GitHub answered 502 when asked to start the workflow that deploys'],
    [403, 'refused', 'GitHub answered 403 when asked to start the workflow that deploys'],
  ])('answered %i, and then nothing when the runs are read, is %s', (status, outcome, detail) => {
    const answer = deliver(BY_WORKFLOW, 'approved', [
      READ_RUN,
      [`${STARTED}1`, 200, none],
      [START, status, ''],
      [`${STARTED}1`, 503, ''],
    ]);
    expect(answer).toMatchObject({ outcome, detail });
  });

  it.each([
    [503, '', 'unavailable', 'GitHub answered 503 when asked for runs'],
    [404, { message: 'Not Found' }, 'refused', 'GitHub answered 404 when asked for runs: Not Found'],
    [200, { workflow_runs: {} }, 'unavailable', 'GitHub did not answer with runs.'],
  ])('is not sent where the runs cannot be read (%i)', (status, body, outcome, detail) => {
    const script: Exchange[] = [READ_RUN, [`${STARTED}1`, status, body]];
    expect(deliver(BY_WORKFLOW, 'approved', script)).toMatchObject({ outcome, detail });
    expect(look(BY_WORKFLOW, script)).toMatchObject({ outcome, detail });
  });

  it('is in words what is looked for, and what a denial does not start', () => {
    const waits = look(BY_WORKFLOW, [READ_RUN, [`${STARTED}1`, 200, none]]);
    expect(waits.detail).toBe('The workflow that deploys has not been started.');
    expect(deliver(BY_EVENT, 'denied', []).detail).toBe(
      'Nothing waits in GitHub, and the workflow that deploys is not started.',
    );
  });

  it('is recognised where its mark is all of the title', () => {
    const titled = { workflow_runs: [run(4, '(run 4242, attempt 1, gate prod-eu)')] };
    expect(look(BY_WORKFLOW, [READ_RUN, [`${STARTED}1`, 200, titled]])).toMatchObject({
      outcome: 'already-decided',
      detail: 'It has been started: https://x/4',
    });
  });

  it('is of a run without a title none', () => {
    const { outcome } = look(BY_WORKFLOW, [
      READ_RUN,
      [`${STARTED}1`, 200, { workflow_runs: [{}, { display_title: null }] }],
    ]);
    expect(outcome).toBe('waits');
  });
});
