/**
 * Issue forms, as GitHub takes them (docs.github.com: "Syntax for GitHub's form schema" and "Common validation errors when
 * creating issue forms"), and what dependabot is told to look at. GitHub says that one of them is wrong on its page only.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => parse(readFileSync(ROOT + file, 'utf8'));

const text = z.string().regex(/\S/);
/** "some words commonly used by attackers are not permitted in the label" */
const label = text.regex(/^(?!.*password)/i);
const validations = z.strictObject({ required: z.boolean() });
const id = z.string().regex(/^[\w-]+$/);

const field = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: text }) }),
  z.strictObject({
    type: z.enum(['input', 'textarea']),
    id,
    attributes: z.strictObject({ label, description: text.optional(), placeholder: text.optional() }),
    validations: validations.optional(),
  }),
  z.strictObject({
    type: z.literal('dropdown'),
    id,
    attributes: z.strictObject({
      label,
      description: text.optional(),
      options: z
        .array(text.regex(/^(?!none$)/i))
        .min(1)
        .refine(unique),
    }),
    validations: validations.optional(),
  }),
]);

const form = z.strictObject({
  name: text,
  description: text,
  labels: z.array(text),
  body: z
    .array(field)
    .refine((fields) => fields.some(({ type }) => type !== 'markdown'))
    .refine((fields) => unique(fields.map((each) => ('id' in each ? each.id : each))))
    .refine((fields) => unique(fields.map((each) => ('id' in each ? each.attributes.label : each)))),
});

function unique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

const FORMS = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: ROOT }).filter(
  (file) => !file.endsWith('/config.yml'),
);

describe('issue forms', () => {
  it.each(FORMS)('%s is one', (file) => {
    expect(form.safeParse(read(file)).error?.message).toBeUndefined();
  });

  it('have a name each', () => {
    expect(unique(FORMS.map((file) => read(file).name))).toBe(true);
    expect(FORMS.length).toBe(3);
  });

  it.each([
    ['an id twice', { body: [...bodyOf('a', 'A'), ...bodyOf('a', 'B')] }],
    ['a label twice', { body: [...bodyOf('a', 'A'), ...bodyOf('b', 'A')] }],
    ['nothing to fill in', { body: [{ type: 'markdown', attributes: { value: 'Words' } }] }],
    ['a forbidden word', { body: bodyOf('a', 'Password') }],
    ['a key that GitHub does not know', { title: 'Words', body: bodyOf('a', 'A'), fields: [] }],
  ])('are none with %s', (_what, other) => {
    expect(form.safeParse({ name: 'A', description: 'A', labels: [], ...other }).success).toBe(false);
  });
});

function bodyOf(key: string, title: string) {
  return [{ type: 'input', id: key, attributes: { label: title } }];
}

it('sends a vulnerability away from public issues', () => {
  const { blank_issues_enabled: blank, contact_links: links } = read('.github/ISSUE_TEMPLATE/config.yml');
  const URL = 'https://github.com/change-gate/change-gate/security/advisories/new';
  expect(blank).toBe(false);
  expect(links).toEqual([{ name: text.parse(links[0].name), about: text.parse(links[0].about), url: URL }]);
  for (const file of ['SECURITY.md', 'CODE_OF_CONDUCT.md', '.github/ISSUE_TEMPLATE/bug.yml']) {
    expect(readFileSync(ROOT + file, 'utf8')).toContain(URL);
  }
});

describe('dependabot', () => {
  const { version, updates } = read('.github/dependabot.yml') as {
    version: number;
    updates: readonly Readonly<Record<string, unknown>>[];
  };

  it('groups what it raises, weekly, a week after it came out', () => {
    expect(version).toBe(2);
    for (const update of updates) {
      expect(update).toMatchObject({ schedule: { interval: 'weekly' }, cooldown: { 'default-days': 7 } });
      expect(Object.keys(update.groups as object)).toHaveLength(1);
    }
  });

  it('looks at every manifest: packages, workflows, and each image', () => {
    const folders = (ecosystem: string) =>
      updates
        .filter((update) => update['package-ecosystem'] === ecosystem)
        .flatMap(({ directory, directories }) => directories ?? directory);
    expect(folders('npm').filter((folder) => existsSync(`${ROOT}${folder}/pnpm-lock.yaml`))).toEqual(['/']);
    expect(folders('github-actions')).toEqual(['/']);
    const images = globSync('{adapters,packages}/*/Dockerfile', { cwd: ROOT });
    expect(folders('docker')).toEqual(images.map((file) => `/${file.replace('/Dockerfile', '')}`).sort());
  });
});
