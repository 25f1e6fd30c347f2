/**
 * Gives repositories an environment whose deployments wait for the GitHub App, and reads back that they do. What is
 * there already stays as it is, so it can be run again.
 *
 *     GH_TOKEN=... node environments.mjs production change-gate globex/shop globex/pay
 *
 * The arguments are the environment, the App's slug (the last part of its address, github.com/apps/change-gate), and
 * the repositories. The token is of somebody who administers them: classic with `repo`, or fine-grained with
 * *Administration: read and write* and *Actions: read*. GITHUB_API_URL is another server than github.com's. Node 20 or newer.
 *
 * The calls are those of GitHub's pages "Deployment environments" and "Deployment protection rules", version 2022-11-28.
 */
const { GH_TOKEN = '', GITHUB_API_URL = 'https://api.github.com' } = process.env;
const [environment, app, ...repositories] = process.argv.slice(2);
if (GH_TOKEN === '' || repositories.length === 0) {
  process.stderr.write('usage: GH_TOKEN=... node environments.mjs ENVIRONMENT APP OWNER/NAME...\n');
  process.exit(2);
}

for (const repository of repositories) {
  try {
    process.stdout.write(`${repository}: ${await protect(repository)}\n`);
  } catch (error) {
    process.stderr.write(`${repository}: ${error.message}\n`);
    process.exitCode = 1;
  }
}

async function protect(repository) {
  const path = `/repos/${repository}/environments/${encodeURIComponent(environment)}`;
  const rules = `${path}/deployment_protection_rules`;
  const there = await call('GET', path, undefined, [200, 404]);
  // To write one that is there would take its reviewers away.
  if (there.status === 404) await call('PUT', path, {}, [200]);
  if (await isProtected(rules)) return `${environment} waits for ${app}.`;
  const { body } = await call('GET', `${rules}/apps?per_page=100`, undefined, [200]);
  const available = body.available_custom_deployment_protection_rule_integrations ?? [];
  const found = available.find(({ slug }) => slug === app);
  if (found === undefined) {
    const names = available.map(({ slug }) => slug).join(', ') || 'none';
    throw new Error(
      `${environment} is not protected: of the Apps that could protect it (${names}), none is ${app}. ` +
        'Install it there, with Deployments: read and write, subscribed to Deployment protection rule.',
    );
  }
  await call('POST', rules, { integration_id: found.id }, [200, 201]);
  if (await isProtected(rules)) return `${environment} waits for ${app} from now on.`;
  throw new Error(`${environment} is not protected: GitHub took the rule, and does not show it.`);
}

async function isProtected(rules) {
  const { body } = await call('GET', rules, undefined, [200]);
  return (body.custom_deployment_protection_rules ?? []).some(
    (rule) => rule.enabled === true && rule.app?.slug === app,
  );
}

async function call(method, path, content, expected) {
  const response = await fetch(GITHUB_API_URL + path, {
    method,
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${GH_TOKEN}`,
      'User-Agent': 'change-gate-environments',
      'X-GitHub-Api-Version': '2022-11-28',
    },
    ...(content !== undefined && { body: JSON.stringify(content) }),
  });
  const body = await response.json().catch(() => ({}));
  if (expected.includes(response.status)) return { status: response.status, body };
  throw new Error(`GitHub answered ${response.status} to ${method} ${path}: ${body.message ?? ''}`);
}
