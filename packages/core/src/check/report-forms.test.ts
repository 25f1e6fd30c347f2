/** The forms of a report: what stands first, what is folded, and that a text of the instance is a text and nothing else. */
import { expect, it } from 'vitest';
import type { CheckLine, CheckReport } from './report.ts';
import { summaryOf, verdictOf } from './report.ts';
import { reportMarkdown } from './report-markdown.ts';
import { reportText } from './report-text.ts';

const HOLDS: CheckLine = {
  id: 'instance.reached',
  title: 'The instance answers',
  outcome: 'holds',
  detail: 'acme.service-now.com answers.',
  breaks: false,
};
const BREAKS: CheckLine = {
  id: 'gate.stops',
  title: 'The gate stops the build',
  outcome: 'does-not-hold',
  detail: 'There is no environment production.',
  remedy: 'Create it.',
  who: 'CI admin',
  breaks: true,
};
const OFF: CheckLine = { ...BREAKS, id: 'clock.difference', title: 'The clocks', breaks: false };
const UNSEEN: CheckLine = {
  id: 'roles.itil',
  title: 'The role itil',
  outcome: 'could-not-be-seen',
  detail: 'An ACL hides sys_user_role.',
  breaks: false,
};

function reportOf(...lines: readonly CheckLine[]): CheckReport {
  return {
    version: 1,
    checkedBy: '1.2.3',
    checkedAt: '2026-03-01T12:00:00.000Z',
    instance: 'https://acme.service-now.com',
    ci: 'testci',
    lines,
  };
}

it.each([
  [[HOLDS], 'holds', 'Nothing was found that would break this configuration.'],
  [
    [HOLDS, UNSEEN],
    'partly',
    'Nothing was found that would break this configuration; 1 thing could not be seen.',
  ],
  [
    [OFF, HOLDS],
    'partly',
    'Nothing was found that would break this configuration; 1 thing does not hold without breaking it.',
  ],
  [
    [BREAKS, OFF, OFF, UNSEEN, UNSEEN, BREAKS],
    'breaks',
    '2 things would break this configuration; 2 things do not hold without breaking it; 2 things could not be seen.',
  ],
] as const)(
  'says in one sentence, and in one word, whether it would work: %#',
  (lines, verdict, sentence) => {
    expect(verdictOf(reportOf(...lines))).toBe(verdict);
    expect(summaryOf(reportOf(...lines))).toBe(sentence);
  },
);

it('tells in the log what does not hold first and in full, and last whether it would work', () => {
  expect(reportText(reportOf(HOLDS, UNSEEN, OFF, BREAKS))).toEqual([
    { level: 'info', line: 'Check of https://acme.service-now.com by Change Gate 1.2.3' },
    { level: 'info', line: 'Does not hold:' },
    {
      level: 'warning',
      line: 'The clocks: There is no environment production. Create it. (CI admin) [clock.difference]',
    },
    {
      level: 'error',
      line: 'The gate stops the build: There is no environment production. Create it. (CI admin) [gate.stops]',
    },
    { level: 'info', line: 'Could not be seen:' },
    { level: 'info', line: '- The role itil: An ACL hides sys_user_role. [roles.itil]' },
    { level: 'info', line: 'Holds:' },
    { level: 'info', line: '- The instance answers: acme.service-now.com answers.' },
    { level: 'info', line: expect.stringMatching(/^1 thing would break/) },
  ]);
});

it('names many things of one kind that hold in one line', () => {
  const columns = ['state', 'approval', 'on_hold', 'active', 'number', 'reason'].map((name) => ({
    ...HOLDS,
    id: `columns.change_request.${name}`,
  }));
  expect(reportText(reportOf(...columns)).map(({ line }) => line)).toContain(
    '- columns.change_request: state, approval, on_hold, active, number, reason',
  );
});

it('tells what several things have in common once, and each thing by its name', () => {
  const hidden = { ...UNSEEN, detail: 'This was not looked at, as another line does not hold: X (x).' };
  const lines = [hidden, { ...hidden, id: 'data', title: 'Data' }, UNSEEN];
  const told = reportText(reportOf(...lines)).map(({ line }) => line);
  expect(told).toContain(`- The role itil; Data: ${hidden.detail} [roles.itil, data]`);
  expect(told.at(-1)).toMatch(/3 things could not be seen/);
  expect(reportMarkdown(reportOf(...lines))).toContain(
    `<tr><td>The role itil<br><code>roles.itil</code><br>Data<br><code>data</code></td><td>${hidden.detail}</td></tr>`,
  );
});

it.each([
  ['a workflow command on a line of its own', 'x\r\n::set-output name=a::b', 'x ::set-output name=a::b'],
  ['a section of a log', '\u001b[0Ksection_start:1:x\r\u001b[0Kx', '[0Ksection_start:1:x [0Kx'],
  ['a text that turns the order', 'a\u202Eb', 'a b'],
])('lets %s be a text on one line', (_what, detail, shown) => {
  const line = reportText(reportOf({ ...UNSEEN, detail })).find(({ line }) =>
    line.includes('roles.itil'),
  )?.line;
  expect(line).toBe(`- The role itil: ${shown} [roles.itil]`);
});

it('takes no text for markup of the page', () => {
  const detail = '</td></table>\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) | "b" &amp;';
  const markdown = reportMarkdown(reportOf({ ...UNSEEN, detail }));
  expect(markdown).toContain(
    '&lt;/td&gt;&lt;/table&gt; &lt;img src=x onerror=alert(1)&gt; [a](javascript:alert(1)) | &quot;b&quot; &amp;amp;',
  );
  expect(markdown).not.toMatch(/\n\n/);
});

it('shows people a table for each outcome, what holds folded', () => {
  const markdown = reportMarkdown(reportOf(HOLDS, BREAKS));
  expect(markdown).toContain(
    '<h4>Does not hold (1)</h4><table><tr><th>Looked at</th><th>Found</th><th>What to do</th>',
  );
  expect(markdown).toContain('<b>The gate stops the build</b><br><code>gate.stops</code>');
  expect(markdown).toContain('<details><summary>Holds (1)</summary><table>');
  expect(markdown).not.toContain('Could not be seen');
});

it('cuts a text that is too long for a page, and not the report', () => {
  const detail = 'x'.repeat(5_000);
  expect(reportMarkdown(reportOf({ ...UNSEEN, detail })).length).toBeLessThan(2_500);
  expect(reportText(reportOf({ ...UNSEEN, detail })).map(({ line }) => line.length)).not.toContain(5_000);
});

it('is no longer than a page may be, and says what it leaves out', () => {
  const lines = Array.from({ length: 999 }, (_, at) => ({ ...BREAKS, detail: `${at}${'&'.repeat(990)}` }));
  const markdown = reportMarkdown(reportOf(...lines, UNSEEN, HOLDS));
  expect(markdown.length).toBeLessThan(2 ** 20);
  expect(/<p>9\d\d more are in the report as JSON\.<\/p>/.test(markdown)).toBe(true);
  for (const { title } of [UNSEEN, HOLDS]) expect(markdown.includes(title)).toBe(true);
});
