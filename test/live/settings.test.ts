import { describe, expect, it } from 'vitest';
import {
  readSettings,
  SettingsError,
  type Variable,
  wrongCount,
  wrongSeconds,
  wrongUrl,
} from './settings.ts';

const VARIABLES: readonly Variable[] = [
  { name: 'INSTANCE_URL', what: 'the instance', wrong: wrongUrl },
  { name: 'USERNAME', what: 'a user' },
  { name: 'PASSWORD', what: 'its password', secret: true },
  { name: 'POLL_SECONDS', what: 'seconds between two looks', otherwise: '5', wrong: wrongSeconds },
];

const GIVEN = {
  CHANGE_GATE_LIVE_INSTANCE_URL: 'https://acme.service-now.com',
  CHANGE_GATE_LIVE_USERNAME: 'ci.bot',
  CHANGE_GATE_LIVE_PASSWORD: 's3cret "word"',
};

describe('settings', () => {
  it('are what the environment says, or what they are otherwise', () => {
    const settings = readSettings(VARIABLES, { ...GIVEN, PATH: '/bin' });
    expect(settings.get('USERNAME')).toBe('ci.bot');
    expect(settings.get('POLL_SECONDS')).toBe('5');
    expect(() => settings.get('OTHER')).toThrow('No variable is called OTHER');
  });

  it('that are missing, wrong or unknown are all named at once, without their values', () => {
    const given = {
      CHANGE_GATE_LIVE_INSTANCE_URL: 'https://acme.service-now.com/',
      CHANGE_GATE_LIVE_PASSWORD: ' ',
      CHANGE_GATE_LIVE_POLL_SECONDS: 'often',
      CHANGE_GATE_LIVE_PASWORD: 's3cret',
    };
    expect(() => readSettings(VARIABLES, given)).toThrow(
      new SettingsError(
        [
          'CHANGE_GATE_LIVE_INSTANCE_URL ends with a slash: the instance.',
          'CHANGE_GATE_LIVE_USERNAME is not set: a user.',
          'CHANGE_GATE_LIVE_PASSWORD is not set: its password.',
          'CHANGE_GATE_LIVE_POLL_SECONDS is no number from above 0 to 86400: seconds between two looks.',
          "CHANGE_GATE_LIVE_PASWORD is none of the suite's variables, or none of this CI's.",
        ].join('\n'),
      ),
    );
  });

  it.each(['acme', 'ftp://acme'])('take no %s for a URL', (url) => {
    expect(wrongUrl(url)).toBe('is no URL');
  });

  it.each(['0', '0.5', '-1', 'Infinity', '1e3', ' '])('take no %s for a number of things', (value) => {
    expect(wrongCount(value)).toBe('is no whole number from 1 to 999');
    expect(wrongCount('3')).toBeUndefined();
  });

  it.each(['0', '-1', 'Infinity', '86401', 'soon'])('take no %s for seconds', (value) => {
    expect(wrongSeconds(value)).toBe('is no number from above 0 to 86400');
    expect(wrongSeconds('0.2')).toBeUndefined();
  });

  it.each(['', 'a', 'ab', 'ci.bot:'])('redact a secret behind %j in base64', (before) => {
    const settings = readSettings(VARIABLES, {
      ...GIVEN,
      CHANGE_GATE_LIVE_PASSWORD: 'correct?horse>battery',
    });
    for (const form of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${before}correct?horse>battery and more`).toString(form);
      const left = Buffer.from(settings.redact(text).replace('***', ''), 'base64').toString();
      expect(settings.redact(text)).toContain('***');
      expect(left).not.toMatch(/correct|horse|battery/);
    }
  });

  it('redact their secrets in each form in which they are sent', () => {
    const settings = readSettings(VARIABLES, GIVEN);
    const secret = GIVEN.CHANGE_GATE_LIVE_PASSWORD;
    const forms = [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      Buffer.from(`ci.bot:${secret}`).toString('base64'),
    ];
    expect(new Set(forms).size).toBe(4);
    expect(settings.redact(`ci.bot ${forms.join(' ')}`)).toBe('ci.bot *** *** *** ***');
  });
});
