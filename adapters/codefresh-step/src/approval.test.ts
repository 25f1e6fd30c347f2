import { describe, expect, it } from 'vitest';
import {
  APPROVE,
  annotation,
  BUILD,
  DENY,
  deliver,
  look,
  lookForEnd,
  READ_ANNOTATIONS,
  READ_BUILD,
  SET_ANNOTATION,
  status,
} from '../test/scripted-server.ts';
import { approval } from './approval.ts';

/** What follows a decision that Codefresh has taken. */
const explained = (answered: number) => (answered === 200 ? ([[SET_ANNOTATION, 200]] as const) : []);

describe('deliver', () => {
  it('leaves the reason on the build, approves it, and reads it back', () => {
    const { outcome, sent } = deliver('approved', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [APPROVE, 200],
      [SET_ANNOTATION, 200],
      [READ_BUILD, 200, status('running')],
    ]);
    expect(outcome).toBe('delivered');
    expect(JSON.parse(sent[2]?.body ?? '')).toEqual({
      entityId: BUILD,
      entityType: 'workflow',
      key: 'CHANGE_GATE_prod_eu',
      value: 'approved: CHG0030001 is in Implement',
    });
    expect(JSON.parse(sent[4]?.body ?? '')).toEqual({
      entityId: BUILD,
      entityType: 'workflow',
      key: 'Reason',
      value: 'approved - CHG0030001 is in Implement',
    });
    expect(sent.every((request) => request.headers.authorization === 'key.123')).toBe(true);
  });

  it('denies', () => {
    const { outcome } = deliver('denied', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [DENY, 200],
      [SET_ANNOTATION, 200],
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
      [SET_ANNOTATION, 200],
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
      [SET_ANNOTATION, 200],
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
      [SET_ANNOTATION, 200],
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
      [SET_ANNOTATION, 200],
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
      ...explained(sent),
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

describe('targetFields', () => {
  it.each([
    ['build_id', BUILD, true],
    ['build_id', BUILD.slice(1), false],
    ['build_id', `${BUILD}0`, false],
    ['build_id', BUILD.replace('6', 'g'), false],
    ['gate', 'prod-eu_1', true],
    ['gate', `p${'x'.repeat(39)}`, true],
    ['gate', `p${'x'.repeat(40)}`, false],
    ['gate', '1prod', false],
    ['gate', 'a/b', false],
    ['gate', '', false],
  ] as const)('%s %j: %s', (field, value, admitted) => {
    expect(new RegExp(`^(?:${approval.targetFields[field]})$`).test(value)).toBe(admitted);
  });

  it('are those of the only CI of this name', () => {
    expect([approval.ci, Object.keys(approval.targetFields)]).toEqual(['codefresh', ['build_id', 'gate']]);
  });
});

describe('the requests', () => {
  it('carry the key as it is, and ask for JSON', () => {
    const { sent } = deliver('approved', [[READ_BUILD, 404]]);
    expect(sent[0]?.headers).toEqual({
      authorization: 'key.123',
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it('leave a denial on the build by its own word', () => {
    const { sent } = deliver('denied', [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [DENY, 200],
      [SET_ANNOTATION, 200],
      [READ_BUILD, 200, status('denied')],
    ]);
    expect(JSON.parse(sent[2]?.body ?? '').value).toBe('denied: CHG0030001 is in Implement');
  });
});

describe('what Codefresh says', () => {
  /** After a build that waits: the answer to the decision, and the build after it. */
  const decided = (decision: 'approved' | 'denied', code: number, after: string, body: unknown = {}) =>
    deliver(decision, [
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
      [SET_ANNOTATION, 200],
      [decision === 'approved' ? APPROVE : DENY, code, body],
      ...explained(code),
      [READ_BUILD, 200, status(after)],
    ]);

  it.each([
    [401, 'refused', ''],
    [403, 'refused', ''],
    [404, 'refused', ''],
    [400, 'unavailable', ', and the build still shows as paused.'],
    [409, 'unavailable', ', and the build still shows as paused.'],
    [422, 'unavailable', ', and the build still shows as paused.'],
    [429, 'unavailable', ', and the build still shows as paused.'],
  ])('to a decision is final only where it would be said again: %i is %s', (code, outcome, also) => {
    expect(decided('denied', code, 'pending-approval', { message: 'no' })).toMatchObject({
      outcome,
      detail: `Codefresh answered ${code} when asked to deny the build: no${also}`,
    });
  });

  it.each([
    [400, 'already-decided', "Codefresh answered 400, and the build's status is running."],
    [200, 'delivered', "The build's status is running."],
    [500, 'delivered', "The build's status is running."],
    [0, 'delivered', "The build's status is running."],
  ])('of a build that has gone on, with the answer: %i is %s', (code, outcome, detail) => {
    expect(decided('approved', code, 'running')).toMatchObject({ outcome, detail });
  });

  it('of a decision that it took, and does not show', () => {
    expect(decided('approved', 200, 'pending-approval')).toMatchObject({
      outcome: 'taken',
      detail: 'Codefresh took the decision, and does not show it yet.',
    });
  });

  it.each([
    [{ message: ['no'] }, 'Codefresh answered 401 when asked for the build'],
    [null, 'Codefresh answered 401 when asked for the build'],
    ['"text"', 'Codefresh answered 401 when asked for the build'],
  ])('in other shapes is left out: %j', (body, detail) => {
    expect(deliver('approved', [[READ_BUILD, 401, body]]).detail).toBe(detail);
  });

  it.each([{ id: BUILD }, { status: 7 }, [], null])('that is no build is not taken for one: %j', (body) => {
    expect(deliver('approved', [[READ_BUILD, 200, JSON.stringify(body)]])).toMatchObject({
      outcome: 'unavailable',
      detail: 'Codefresh did not answer with a build.',
    });
  });

  it.each([
    ['GATE_PASSED_prod_eu', 'running', 'The build has passed this gate, and its status is running now.'],
    ['CHANGE_GATE_prod_eu', 'running', 'The build was paused before, and its status is running now.'],
  ])('by the annotation %s is quoted', (key, live, detail) => {
    const answer = look([
      [READ_BUILD, 200, status(live)],
      [READ_ANNOTATIONS, 200, [annotation(key)]],
    ]);
    expect(answer).toMatchObject({ outcome: 'already-decided', detail });
  });

  it.each(['GATE_PASSED_prod', 'GATE_PASSED_prod_eu_2', 'CHANGE_GATE_prod', 'xGATE_PASSED_prod_eu'])(
    "of another gate, whose name contains this one's or is contained in it, means nothing here: %s",
    (key) => {
      const answer = look([
        [READ_BUILD, 200, status('running')],
        [READ_ANNOTATIONS, 200, [annotation(key)]],
      ]);
      expect(answer.outcome).toBe('not-paused-yet');
    },
  );

  it('ends the look where nothing can be read', () => {
    expect(look([[READ_BUILD, 503]]).outcome).toBe('unavailable');
    expect(
      look([
        [READ_BUILD, 200, status('running')],
        [READ_ANNOTATIONS, 502],
      ]).outcome,
    ).toBe('unavailable');
    const ended = look([[READ_BUILD, 200, status('terminated')]]);
    expect(ended.detail).toBe("The build's status is terminated.");
    const waits = look([
      [READ_BUILD, 200, status('pending-approval')],
      [READ_ANNOTATIONS, 200, []],
    ]);
    expect(waits.detail).toBe("The build's status is pending-approval.");
  });
});

describe('lookForEnd', () => {
  it.each(['success', 'error', 'denied', 'terminating', 'terminated'])(
    'finds a build over that is %s',
    (ended) => {
      expect(lookForEnd([[READ_BUILD, 200, status(ended)]]).outcome).toBe('build-ended');
    },
  );

  it.each([
    ['pending-approval', 'waits'],
    ['running', 'not-paused-yet'],
    ['strange', 'unavailable'],
  ])('finds no build over that is %s', (now, outcome) => {
    const script = [
      [READ_BUILD, 200, status(now)],
      [READ_ANNOTATIONS, 200, []],
    ] as const;
    expect(lookForEnd(script).outcome).toBe(outcome);
  });

  it.each([
    [401, 'refused'],
    [404, 'refused'],
    [503, 'unavailable'],
  ])('does not know after %i', (answered, outcome) => {
    expect(lookForEnd([[READ_BUILD, answered]]).outcome).toBe(outcome);
  });
});
