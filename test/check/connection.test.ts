import { describeRows } from './rows.ts';

describeRows('the connection', [
  { ci: 'codefresh', broken: 'nothing', doesNotHold: [], exitCode: 0 },
  { ci: 'github', broken: 'nothing', doesNotHold: [], exitCode: 0 },
  { ci: 'gitlab', broken: 'nothing', doesNotHold: [], exitCode: 0 },
  {
    ci: 'codefresh',
    broken: 'the password',
    inputs: { password: 'not-the-passw0rd' },
    doesNotHold: ['sign-in.accepted'],
    exitCode: 1,
  },
]);
