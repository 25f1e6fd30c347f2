/** The component's own test, inside a pipeline that includes it: are its jobs there, in its stage? */
const { CI_API_V4_URL, CI_PROJECT_ID, CI_PIPELINE_ID, CI_JOB_TOKEN } = process.env;

const response = await fetch(
  `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/pipelines/${CI_PIPELINE_ID}/jobs?per_page=100`,
  { headers: { 'JOB-TOKEN': CI_JOB_TOKEN } },
);
if (!response.ok) throw new Error(`GitLab answered ${response.status} when asked for the jobs`);

const found = new Set((await response.json()).map((job) => `${job.stage} ${job.name}`));
const missing = ['open', 'gate', 'deployment-over', 'close', 'cancel']
  .map((name) => `test self-test:${name}`)
  .filter((job) => !found.has(job));
if (missing.length > 0) throw new Error(`The component has not made these jobs: ${missing.join(', ')}`);
process.stdout.write('The component has made all its jobs.\n');
