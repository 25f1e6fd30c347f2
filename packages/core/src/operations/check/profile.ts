/** Writes the shape of the instance to a file, where the check is asked to. */
import type { Profile } from '../../check/profile.ts';
import type { CheckLine } from '../../check/report.ts';
import { GateError, nullFor } from '../../errors.ts';
import { withoutSecrets } from '../../evidence/without-secrets.ts';
import { failed, holds, unseen } from './line.ts';
import { readProfile } from './profile/read-profile.ts';
import type { CheckContext, CheckSection } from './section.ts';
import { writeJson } from './write-json.ts';

const WRITTEN = { id: 'profile.written', title: 'The profile of the instance is written' };
const UNSEEN = { id: 'profile.unseen', title: 'What the profile leaves out' };

export const profile: CheckSection = {
  id: 'profile',
  title: 'Profile',
  isAsked: ({ inputs }) => inputs.profile !== undefined,
  needs: ['instance', 'sign-in'],
  async look(context) {
    const { inputs, displayName } = context;
    const { profile: file } = inputs;
    if (file === undefined) return [];
    try {
      const shape = await read(context);
      await writeJson(file, shape, displayName('profile'));
      return [holds(WRITTEN, `${file} has ${contents(shape)}.`), ...unseenLines(shape)];
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      return [failed(WRITTEN, error, 'pipeline author')];
    }
  },
};

async function read({ client, clock, app, redact }: CheckContext): Promise<Profile> {
  const answer = await app().catch(
    nullFor('APP_NOT_INSTALLED', 'APP_OUTDATED', 'FORBIDDEN', 'UNEXPECTED_ANSWER'),
  );
  const release = answer?.instance.release ?? '';
  return withoutSecrets(await readProfile(client, { readAt: clock.now(), release }), redact);
}

function contents({ tables, models, policies, groups, templates }: Profile): string {
  const columns = Object.entries(tables).map(([table, shown]) =>
    count(shown.columns.length, `column of ${table}`),
  );
  return [
    ...columns,
    count(models.length, 'change model'),
    count(policies.length, 'data policy'),
    count(groups.length, 'group'),
    count(templates.length, 'template'),
  ].join(', ');
}

/** `count(2, 'column of task')` gives `2 columns of task`. */
function count(number: number, what: string): string {
  const [noun = '', ...rest] = what.split(' of ');
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return [`${number} ${number === 1 ? noun : plural}`, ...rest].join(' of ');
}

function unseenLines({ unseen: sentences }: Profile): readonly CheckLine[] {
  if (sentences.length === 0) return [];
  return [
    unseen(UNSEEN, sentences.join(' '), {
      remedy:
        'Let somebody who may read dictionaries, data policies and change models check once with a profile, and use theirs.',
      who: 'ServiceNow admin',
    }),
  ];
}
