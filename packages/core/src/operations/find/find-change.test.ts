import { describe, expect, it } from 'vitest';
import type { BuildContext } from '../../adapter.ts';
import type { Change } from '../../servicenow/change.ts';
import {
  type ChangeReference,
  findChange,
  findChangeToDeploy,
  findNamedChange,
  hasChangeReference,
} from './find-change.ts';
import type { FindContext } from './find-own-change.ts';

const reference = (number?: string, sysId?: string): ChangeReference => ({
  'change-number': number,
  'change-sys-id': sysId,
});
const CHANGE = { number: 'CHG1' } as Change;

/** What the instance is asked for, and what comes of its answer. */
async function named(number: string | undefined, sysId: string | undefined, answer: Change | null) {
  const asked: object[] = [];
  const changes = {
    find: async (by: object) => {
      asked.push(by);
      return answer;
    },
    ofGate: async () => ({ found: [], isComplete: true }),
  } as unknown as FindContext['changes'];
  const outcome = findNamedChange(reference(number, sysId), changes);
  return { asked, outcome: await outcome.catch((error) => error), changes };
}

describe('a change that is named', () => {
  it.each([
    ['CHG1', undefined, { number: 'CHG1' }, 'CHG1'],
    [undefined, 'abc', { sys_id: 'abc' }, 'abc'],
    ['CHG1', 'abc', { number: 'CHG1', sys_id: 'abc' }, 'CHG1 with sys_id abc'],
  ])('by %s and %s is asked for by all of that, and named where it is not found', async (...given) => {
    const [number, sysId, by, name] = given;
    expect(hasChangeReference(reference(number, sysId))).toBe(true);
    expect(await named(number, sysId, CHANGE)).toMatchObject({ asked: [by], outcome: CHANGE });
    expect((await named(number, sysId, null)).outcome).toMatchObject({
      code: 'CHANGE_NOT_FOUND',
      message: expect.stringContaining(`There is no ${name} on this instance`),
    });
  });

  it('is the one that is meant, not that of the build', async () => {
    const { changes } = await named('CHG1', undefined, CHANGE);
    const context = { changes, build: {} } as FindContext;
    await expect(findChange(reference('CHG1'), context)).resolves.toBe(CHANGE);
  });
});

describe('a change that the gate of a step has not opened', () => {
  const lookFor = (
    correlated: () => Promise<readonly Partial<Change>[]>,
    build: Partial<BuildContext> = {},
  ) => {
    const changes = {
      ofGate: async () => ({ found: [], isComplete: true }),
      correlatedFrom: correlated,
    } as unknown as FindContext['changes'];
    const context = {
      changes,
      gate: { name: 'change', key: 'ci:1:change' },
      build: { ci: 'ci', buildKey: '1', ...build },
      client: {},
      displayName: (name: string) => name.toUpperCase(),
    } as unknown as FindContext;
    return findChange(reference(), context).catch((error) => error);
  };

  it.each([
    ['has opened none', async () => []],
    [
      'shows none',
      async () => {
        throw new Error('403');
      },
    ],
  ])('is named by its correlation id where the build %s', async (_what, correlated) => {
    expect(hasChangeReference(reference())).toBe(false);
    expect(await lookFor(correlated)).toMatchObject({
      code: 'CHANGE_NOT_FOUND',
      message: expect.stringContaining('nothing with correlation id ci:1:change'),
    });
  });

  it('is never that of another gate: these are named, with what to write', async () => {
    const asked: string[] = [];
    const correlated = async (start?: string) => {
      asked.push(start ?? '');
      return [
        { number: 'CHG2', correlationId: 'ci:1:production' },
        { number: 'CHG1', correlationId: 'ci:1:staging' },
      ];
    };
    const words =
      'This build has opened no change with GATE-NAME change, but CHG2 with GATE-NAME production, CHG1 with GATE-NAME staging. ';
    expect(await lookFor(correlated)).toMatchObject({
      code: 'CHANGE_NOT_FOUND',
      message: `${words}Give this step the GATE-NAME of its gate, as open has it.`,
    });
    expect(await lookFor(correlated, { gateRemedy: 'Give it environment.' })).toMatchObject({
      message: `${words}Give it environment.`,
    });
    expect(asked).toEqual(['ci:1:', 'ci:1:']);
  });

  it('is not that of another commit: both are named', async () => {
    const commit = '1'.repeat(40);
    const opened = (key: string) => async () => [{ number: 'CHG1', correlationId: `ci:1:${key}` }];
    const words = (told: string) => ({
      code: 'COMMIT_NOT_APPROVED',
      message:
        `CHG1 was opened for ${told}, and this step is for commit ${commit}: nobody has approved that one. ` +
        'Deploy the commit of the change, or open a change for this one.',
    });
    const [other] = ['2'.repeat(32)];
    expect(await lookFor(opened(`${other}:change`), { commit })).toMatchObject(words(`commit ${other}`));
    expect(await lookFor(opened('change'), { commit })).toMatchObject(words('no commit that it tells'));
    expect(await lookFor(opened(`${other}:qa`), { commit })).toMatchObject({ code: 'CHANGE_NOT_FOUND' });
  });
});

describe('a change that is named to deploy under it', () => {
  const [own, other] = ['1'.repeat(40), '2'.repeat(40)];
  const deploy = (correlationId: string, commit?: string) => {
    const changes = { find: async () => ({ number: 'CHG1', correlationId }) };
    const context = { changes, build: { ci: 'ci', commit }, gate: {}, displayName: String };
    return findChangeToDeploy(reference('CHG1'), context as unknown as FindContext);
  };
  const keyOf = (commit: string, ci = 'ci') => `${ci}:7:${commit.slice(0, 32)}:qa`;

  it('is of this commit, or was opened by no gate of this CI', async () => {
    for (const key of [keyOf(own), keyOf(other, 'gitlab'), 'Jira 7', ''])
      await expect(deploy(key, own)).resolves.toMatchObject({ number: 'CHG1' });
    await expect(deploy(keyOf(other))).resolves.toMatchObject({ number: 'CHG1' });
  });

  it('is refused where it was opened for another, or its key tells none', async () => {
    for (const key of [keyOf(other), 'ci:7:qa'])
      await expect(deploy(key, own)).rejects.toMatchObject({ code: 'COMMIT_NOT_APPROVED' });
  });
});
