/**
 * docs/gitlab.md as somebody follows it who has a ServiceNow instance and a GitLab, both as they come: each numbered step is done
 * with the values that the page gives, and nothing else is.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type GitlabPipeline, type Sandbox, startSandbox } from '@change-gate/sandbox';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { withTimeout } from '../environment/timeouts.ts';
import { documentedPipeline, PIPELINES, statusOf, VERSION } from '../gate/gitlab.ts';
import { registrations } from '../registrations.ts';
import { describeOnGitLab } from './gitlab-scenario.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** What the newcomer thinks of; all other values are the page's. */
const OWN = {
  project: 'acme/gate',
  image: 'registry.acme.example/acme/gate',
  digest: `sha256:${'c0ffee00'.repeat(8)}`,
  user: 'acme.pipeline',
  password: 'correct$horse,battery',
  token: 'glpat-newcomer000000000000',
  bot: 'project_1217_bot',
};

/** The steps of the quick start, by their titles, in their order. */
const STEPS = new Map(
  [...section('docs/gitlab.md', 'Quick start').matchAll(/^\d+\. \*\*(.+?)\*\*(.*(?:\n(?!\d+\. ).*)*)/gm)].map(
    ([, title = '', text = '']) => [title, text.replace(/\s*\n\s*/g, '\n')],
  ),
);

function section(page: string, heading: string): string {
  const [, after = ''] = read(page).split(`\n## ${heading}\n`);
  const [text = ''] = after.split('\n## ');
  return text;
}

/** @returns the groups of what a step says @throws Error when it does not say so */
function said(step: string, pattern: RegExp): string[] {
  const found = pattern.exec((STEPS.get(step) ?? '').replaceAll('\n', ' '));
  if (found === null) throw new Error(`Step "${step}" of docs/gitlab.md does not say ${pattern}`);
  return found.slice(1);
}

describeOnGitLab('who follows the guide to GitLab', () => {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-newcomer-'));
  let sandbox: Sandbox;
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The command of docs/releases.md, but for what takes Docker. */
  async function publishComponent(): Promise<void> {
    said('The component', /\[publish it\]\(releases\.md#the-gitlab-component\)/);
    const [, command = ''] =
      /```sh\n([\s\S]*?)```/.exec(section('docs/releases.md', 'The GitLab component')) ?? [];
    const [, script = '', ...args] = command.replaceAll('\\\n', ' ').trim().split(/\s+/);
    const values: Record<string, string> = { '--project': OWN.project, '--image': OWN.image };
    const ours = args.map((arg, index) =>
      index === 0 ? folder : (values[args[index - 1] ?? ''] ?? arg.trim()),
    );
    await promisify(execFile)(
      process.execPath,
      [script.trim(), ...ours, '--digest', OWN.digest, '--cli-digest', OWN.digest],
      {
        cwd: new URL('.', ROOT),
      },
    );
  }

  /** GitLab with the project of the component, the token and the setting. */
  async function startGitlab(): Promise<void> {
    const [scope = ''] = said('The callback token', /with the scope `(\w+)`/);
    const [role = ''] = said('The callback token', /Role: (\w+)/);
    const [visibility = ''] = said('The component', /as an (\w+) or public project/);
    said(
      'Who may give variables to a run',
      /Set \*Minimum role to use pipeline variables\*.* to \*No one allowed\*/,
    );
    sandbox = await startSandbox({
      gitlab: {
        tokens: [
          {
            token: OWN.token,
            user: OWN.bot,
            role: role.toLowerCase() as 'maintainer',
            scopes: [scope as 'api'],
          },
        ],
        components: [{ path: OWN.project, folder, version: VERSION, visibility: visibility as 'internal' }],
        images: {
          [`${OWN.image}:${VERSION}@${OWN.digest}`]: {
            'change-gate': [process.execPath, join(folder, 'dist/index.js')],
          },
        },
        project: { variablesOverrideRole: 'no_one_allowed' },
      },
    });
    onTestFinished(() => sandbox.close());
  }

  function setUpServiceNow({ serviceNow, gitlab }: Sandbox): void {
    const [role = '', server = ''] = said('ServiceNow', /with the role `([\w.]+)`.*the API URL, `(.*?)`/);
    const install = section('docs/servicenow-app.md', 'Install');
    const [, set = ''] = /Import Update Set from XML\*:\s+`(.*?)`/.exec(install) ?? [];
    serviceNow.importUpdateSet(read(`packages/servicenow-app/dist/${set}`));
    const { database } = serviceNow;
    const user = { user_name: OWN.user, user_password: database.encrypt(OWN.password), active: 'true' };
    database.insert('sys_user', user, 'admin');
    const [, others = ''] =
      /with the roles `x_change_gate\.pipeline` and([^.]*)\. One user per team/.exec(install) ?? [];
    const roles = [role, ...[...others.matchAll(/`(\w+)`/g)].map(([, one = '']) => one)];
    for (const one of roles) serviceNow.grantRole(OWN.user, one);
    const url = server.replace('https://gitlab.example.com', gitlab.url);
    const values = { name: 'GitLab', ci: 'gitlab', base_url: url, active: 'true' };
    database.insert('x_change_gate_ci_server', values, 'admin');
    // Of the sandbox alone: elsewhere, nothing is on loopback.
    serviceNow.setProperty('x_change_gate.allow_loopback_http', 'true');
  }

  /** What the page says of each variable, and whether it is a secret. */
  const MEANT: readonly (readonly [words: RegExp, value: () => string, isSecret: boolean])[] = [
    [/^`https:\/\/acme\.service-now\.com`$/, () => sandbox.serviceNow.url, false],
    [/^the integration user$/, () => OWN.user, false],
    [/^its password/, () => OWN.password, true],
    [/^the callback token$/, () => OWN.token, true],
  ];

  function push(): GitlabPipeline {
    said('Variables', /the secrets masked and hidden.*Of the secrets, clear \*Expand variable reference\*/);
    const variables: Record<string, string> = {};
    const secrets: string[] = [];
    for (const [, name = '', words = ''] of (STEPS.get('Variables') ?? '').matchAll(
      /^\| `(\w+)` \| (.*) \|$/gm,
    )) {
      const meant = MEANT.find(([pattern]) => pattern.test(words));
      if (meant === undefined) throw new Error(`Who reads "${words}" does not know what ${name} is`);
      variables[name] = meant[1]();
      if (meant[2]) secrets.push(name);
    }
    said(
      'The pipeline',
      /push this as `\.gitlab-ci\.yml` to the default branch, with a group of your instance for `DevOps`/,
    );
    const [path = ''] = said('The component', /put its path for `(.*?)` below/);
    const yaml = documentedPipeline(PIPELINES.minimal).replaceAll(path, OWN.project);
    return sandbox.gitlab.run(yaml, { variables, masked: secrets, raw: secrets });
  }

  it('comes to a pipeline that has deployed, and a change that is closed', async () => {
    expect([...STEPS.keys()]).toEqual([
      'The component',
      'ServiceNow',
      'The callback token',
      'Variables',
      'Who may give variables to a run',
      'The pipeline',
    ]);
    await publishComponent();
    await startGitlab();
    setUpServiceNow(sandbox);
    const pipeline = push();
    const { serviceNow } = sandbox;
    await withTimeout(pipeline.paused, 'the pipeline to stand at its gate', () => statusOf(pipeline));
    const [{ number = '' } = {}] = serviceNow.changes();
    expect(pipeline.job('change:open')?.annotations).toContain(number);
    serviceNow.approveAll(number);
    await serviceNow.idle();
    expect(pipeline.job('change:gate')?.status).toBe('manual');
    serviceNow.move(number, 'Implement');
    await withTimeout(pipeline.finished, 'the pipeline to end', () => statusOf(pipeline));
    expect(pipeline.status, statusOf(pipeline)).toBe('success');
    expect(pipeline.job('deploy')?.trace).toContain(`deploying under ${number}`);
    expect(pipeline.job('change:gate')?.playedBy).toBe(OWN.bot);
    expect(serviceNow.changes()).toMatchObject([{ number, state: '3', close_code: 'successful' }]);
    expect(registrations(serviceNow)).toMatchObject([{ decision: 'approved' }]);
  });
});
