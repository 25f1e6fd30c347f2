import { expect, it } from 'vitest';
import { checkJobEnvironment } from './job-environment.ts';

const ENV = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?v=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
};

function check(given: string, body: string) {
  const asked: unknown[] = [];
  const outcome = checkJobEnvironment(given, ENV, async ({ url, headers }) => {
    asked.push(url, headers?.authorization);
    return { status: 200, headers: {}, body };
  });
  return { asked, outcome };
}

const answer = (claims: object) =>
  JSON.stringify({
    value: ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'sig'].join('.'),
  });

it('asks GitHub with which environment it has signed a token for the job', async () => {
  const { asked, outcome } = check('Production', answer({ environment: 'production' }));
  await outcome;
  expect(asked).toEqual(['https://token.example/?v=2&audience=job-environment', 'Bearer t']);
});

it('refuses a step for another environment than that of its job', async () => {
  await expect(check('Staging', answer({ environment: 'production' })).outcome).rejects.toMatchObject({
    code: 'GATE_NAME_TAKEN',
    message: expect.stringMatching(
      /^This step is for environment Staging, and its job deploys to environment production: .* gate-name: staging in place of environment\.$/,
    ),
  });
});

it('believes the step of a job that may ask for no token, or gets no answer', async () => {
  const silent = async () => {
    throw new Error('refused');
  };
  for (const env of [{}, ENV])
    await expect(checkJobEnvironment('staging', env, silent)).resolves.toBeUndefined();
});

it.each([answer({}), answer({ environment: 1 }), '{}', '<html>', ''])(
  'believes the step where the answer tells none: %s',
  async (body) => {
    await expect(check('staging', body).outcome).resolves.toBeUndefined();
  },
);
