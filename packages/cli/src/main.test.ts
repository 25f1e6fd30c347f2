import { describe, expect, it } from 'vitest';
import { inputsOf } from './inputs.ts';
import { main } from './main.ts';

async function call(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await main(args, env, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe('help', () => {
  it('names the commands', async () => {
    expect(await call(['--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('  check\n'),
      err: '',
    });
  });

  it('has each input of the command, as an option or as a variable alone', async () => {
    const { code, out } = await call(['check', '--help']);
    expect(code).toBe(0);
    for (const { name, secret, variable } of inputsOf('check')) {
      expect(out).toMatch(new RegExp(`^  (--\\S+ .*)? *${variable}$`, 'm'));
      if (secret) expect(out).not.toMatch(new RegExp(`--${name}\\b`));
    }
    expect(out).toMatch(/^ {2}--\[no-\]submit +CHANGE_GATE_SUBMIT$/m);
    expect(out).toContain('  --report TEXT ');
  });
});

describe('what it cannot follow', () => {
  it.each<[readonly string[], RegExp]>([
    [[], /^The first word is the command, one of: check\./],
    [['deploy'], /^The first word is the command/],
    [['check', '--instance', 'x'], /^Unknown option '--instance'\. --help lists/],
    [['check', '--username'], /^Option '--username <value>' argument missing\. --help lists/],
    [['check', 's3cret'], /^Behind the command come options alone/],
    [['check', '--server', 'https://ci.example'], /^--server and --target say where a gate is/],
    [['check', '--ci', 'acme'], /^--ci needs the address/],
    [
      ['check', '--ci', 'acme', '--server', 'https://ci.example', '--target', 'run'],
      /^--target: write name=value/,
    ],
  ])('%o', async (args, message) => {
    const { code, out, err } = await call(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('s3cret');
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it.each(inputsOf('check').filter(({ secret }) => secret))(
    'a secret as an option: $name',
    async ({ name, variable }) => {
      for (const args of [[`--${name}`, 's3cret'], [`--${name}=s3cret`]]) {
        const { code, out, err } = await call(['check', ...args]);
        expect({ code, out }).toEqual({ code: 2, out: '' });
        expect(err).toContain(`Set the environment variable ${variable} instead`);
        expect(err).not.toContain('s3cret');
      }
    },
  );

  it('an input that is wrong, by the name under which it was given', async () => {
    const wrong = await call(['check', '--instance-url', 'acme']);
    expect(wrong).toMatchObject({ code: 2, err: '' });
    expect(wrong.out).toMatch(/^ERROR: .*--instance-url: must be a URL.*\[INVALID_INPUT\]$/m);
    const variable = await call(['check', '--json'], { CHANGE_GATE_INSTANCE_URL: 'acme' });
    expect(variable).toMatchObject({ code: 2, out: '' });
    expect(variable.err).toMatch(/CHANGE_GATE_INSTANCE_URL: must be a URL/);
  });

  it('credentials that lack something, by the variable that gives it', async () => {
    const { code, out } = await call([
      'check',
      '--instance-url',
      'https://acme.service-now.com',
      '--username',
      'u',
    ]);
    expect(code).toBe(2);
    expect(out).toContain('CHANGE_GATE_PASSWORD');
  });
});

it('takes options before the environment, and says what it ignores there', async () => {
  const { out } = await call(['check', '--instance-url', 'ftp://option.example'], {
    CHANGE_GATE_INSTANCE_URL: 'https://variable.example',
    CHANGE_GATE_PASWORD: 's3cret',
  });
  expect(out).toContain('--instance-url: must be a URL');
  const { out: warned } = await call(['check', '--instance-url', 'https://acme.service-now.com'], {
    CHANGE_GATE_PASWORD: 's3cret',
  });
  expect(warned).toContain('WARNING: CHANGE_GATE_PASWORD: there is no such input, and it is ignored.');
  expect(warned).not.toContain('s3cret');
});
