import { describe, expect, it } from 'vitest';
import {
  APPROVE,
  annotation,
  BUILD,
  DENY,
  deliver,
  look,
  READ_ANNOTATIONS,
  READ_BUILD,
  SET_ANNOTATION,
  status,
} from '../test/scripted-server.ts';

describe('deliver', () => {
  it('leaves the reason on the build, approves it, and reads it back', () => {
    const { outcome, sent } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [APPROVE, 200],
      [READ_BUILD, 200, status('running')],
    ]);
    expect(outcome).toBe('delivered');
    expect(JSON.parse(sent[2]?.body ?? '')).toEqual({
      entityId: BUILD,
      entityType: 'workflow',
      key: 'CHANGE_GATE_prod_eu',
      value: 'approved: CHG0030001 is in Implement',
    });
    expect(sent.every((request) => request.headers.authorization === 'key.123')).toBe(true);
  });

  it('denies', () => {
    const { outcome } = deliver('denied', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [DENY, 200],
      [READ_BUILD, 200, status('denied')],
    ]);
    expect(outcome).toBe('delivered');
  });

  it('decides although the key may not annotate', () => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 403],
      [APPROVE, 200],
      [READ_BUILD, 200, status('running')],
    ]);
    expect(outcome).toBe('delivered');
  });

  it('sends nothing to a build that has not paused yet', () => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('running')],
      [READ_ANNOTATIONS, 200, []],
    ]);
    expect(outcome).toBe('not-paused-yet');
  });

  it('knows a build that it, or a node that died, has released before', () => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('running')],
      [READ_ANNOTATIONS, 200, [annotation('CHANGE_GATE_prod_eu', 'approved: it is')]],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it('never releases the next gate: it sends nothing once the build has passed this one', () => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, [annotation('GATE_PASSED_prod_eu'), annotation('GATE_OPENED_other')]],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it('never releases an earlier gate: it waits until the build has passed the gates before this one', () => {
    const opened = annotation('GATE_OPENED_prod_eu', 'CHG0030002 after dev-eu, qa');
    const before = (...passed: string[]) =>
      deliver('approved', [
        [READ_BUILD, 200, status('pending-approval')],
        [READ_ANNOTATIONS, 200, [opened, ...passed.map((key) => annotation(key))]],
      ]);
    expect(before()).toMatchObject({
      outcome: 'not-paused-yet',
      detail: 'The build has to pass its gate dev-eu before this one.',
    });
    expect(before('GATE_PASSED_dev_eu').detail).toContain('its gate qa');

    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, [opened, annotation('GATE_PASSED_dev_eu'), annotation('GATE_PASSED_qa')]],
      [SET_ANNOTATION, 200],
      [APPROVE, 200],
      [READ_BUILD, 200, status('running')],
    ]);
    expect(outcome).toBe('delivered');
  });

  it("is not confused by other people's annotations", () => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [
        READ_ANNOTATIONS,
        200,
        [{ key: 'coverage', value: 70 }, { key: 'GATE_OPENED_prod_eu', value: 7 }, null],
      ],
      [SET_ANNOTATION, 200],
      [APPROVE, 200],
      [READ_BUILD, 200, status('running')],
    ]);
    expect(outcome).toBe('delivered');
  });

  it.each([403, 404])('decides although it sees no annotations (%i)', (code) => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, code],
      [SET_ANNOTATION, code],
      [APPROVE, 200],
      [READ_BUILD, 200, status('running')],
    ]);
    expect(outcome).toBe('delivered');
  });

  it.each([
    [503, '<html>', "Codefresh answered 503 when asked for the build's annotations"],
    [200, '<html>Log in</html>', 'Codefresh did not answer with annotations.'],
  ])('sends nothing as long as it cannot tell the gates apart (%i)', (code, body, detail) => {
    const answer = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, code, body],
    ]);
    expect(answer).toMatchObject({ outcome: 'unavailable', detail });
  });

  it.each(['success', 'error', 'denied', 'terminating', 'terminated'])(
    'leaves an ended build alone (%s)',
    (ended) => {
      expect(deliver('approved', [[READ_BUILD, 200, status(ended)]]).outcome).toBe('build-ended');
    },
  );

  it.each(['pending', 'elected', 'delayed', 'running'])('waits for a build that is %s', (live) => {
    const { outcome, detail } = deliver('approved', [
      [READ_BUILD, 200, status(live)],
      [READ_ANNOTATIONS, 200, []],
    ]);
    expect([outcome, detail]).toEqual(['not-paused-yet', `The build's status is ${live}.`]);
  });

  it.each([
    ['', []],
    [' although an attempt has left its mark', [annotation('CHANGE_GATE_prod_eu', 'approved: it is')]],
  ])('takes a status that it does not know for no decision and for no pause%s', (_which, marks) => {
    const { outcome, detail } = deliver('approved', [
      [READ_BUILD, 200, status('hibernating')],
      [READ_ANNOTATIONS, 200, marks],
    ]);
    expect([outcome, detail]).toEqual([
      'unavailable',
      'Codefresh reports a status that is not known here: hibernating.',
    ]);
  });

  it('does not count a refused send that met a resumed build as its own', () => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [APPROVE, 400, { message: 'not pending approval' }],
      [READ_BUILD, 200, status('running')],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it.each([
    [200, 200, 'pending-approval', 'taken'],
    [200, 503, '', 'taken'],
    [502, 200, 'running', 'delivered'],
    [502, 200, 'pending-approval', 'unanswered'],
    [0, 200, 'pending-approval', 'unanswered'],
    [429, 200, 'pending-approval', 'unavailable'],
  ])('knows what it sent: answered %i, then %i %s', (sent, read, shown, outcome) => {
    const answer = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [APPROVE, sent],
      [READ_BUILD, read, status(shown)],
    ]);
    expect(answer.outcome).toBe(outcome);
  });

  it.each([
    [
      401,
      { message: 'Unauthorized' },
      'refused',
      'Codefresh answered 401 when asked for the build: Unauthorized',
    ],
    [404, {}, 'refused', 'Codefresh answered 404 when asked for the build'],
    [302, '', 'refused', 'Codefresh answered 302 when asked for the build'],
    [429, {}, 'unavailable', 'Codefresh answered 429 when asked for the build'],
    [503, '<html>', 'unavailable', 'Codefresh answered 503 when asked for the build'],
    [0, 'connection refused', 'unavailable', 'Codefresh did not answer: connection refused'],
    [200, '<html>Log in</html>', 'unavailable', 'Codefresh did not answer with a build.'],
  ])('sorts an answer of %i', (code, body, outcome, detail) => {
    expect(deliver('approved', [[READ_BUILD, code, body]])).toMatchObject({ outcome, detail });
  });

  it('tries again when Codefresh contradicts itself about the pause', () => {
    const { outcome } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [APPROVE, 400, { message: 'not pending approval' }],
      [READ_BUILD, 200, status('pending-approval')],
    ]);
    expect(outcome).toBe('unavailable');
  });

  it('is refused when the key may read but not approve', () => {
    const { outcome, detail } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [APPROVE, 403, { message: 'no permission' }],
      [READ_BUILD, 200, status('pending-approval')],
    ]);
    expect(outcome).toBe('refused');
    expect(detail).toBe('Codefresh answered 403 when asked to approve the build: no permission');
  });
});

describe('look', () => {
  it('sees that the build stands at its gate', () => {
    const { outcome } = look([
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
    ]);
    expect(outcome).toBe('waits');
  });

  it('sees that the build has gone on, and where it is', () => {
    const running = (...keys: string[]) =>
      look([
        [READ_BUILD, 200, status('running')],
        [READ_ANNOTATIONS, 200, keys.map((key) => annotation(key))],
      ]).outcome;
    expect(running('GATE_PASSED_prod_eu')).toBe('already-decided');
    expect(running('CHANGE_GATE_prod_eu')).toBe('already-decided');
    expect(running()).toBe('not-paused-yet');
    expect(look([[READ_BUILD, 200, status('success')]]).outcome).toBe('build-ended');
  });
});
