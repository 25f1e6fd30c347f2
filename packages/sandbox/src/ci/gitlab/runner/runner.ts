/** Runs one job of a pipeline: its variables, its process, its log and its reports. */
import type { LiveJob } from '../live-job.ts';
import type { Checkout } from './checkout.ts';
import { runJob } from './gitlab-ci-local.ts';
import type { ImageFolders } from './images.ts';
import { jobVariables } from './job-variables.ts';

export interface RunnerContext {
  readonly checkout: Checkout;
  /** The pipeline's and the project's. */
  readonly variables: Readonly<Record<string, string>>;
  /** Values that the log masks. */
  readonly masked: readonly string[];
  readonly images: ImageFolders;
  /** The job's own token, good while it runs. */
  readonly token: string;
  onLine(line: string): void;
}

/** @returns whether the job succeeded */
export async function run(job: LiveJob, context: RunnerContext): Promise<boolean> {
  const write = (text: string) => {
    let line = text;
    for (const value of context.masked) line = line.replaceAll(value, '[MASKED]');
    job.lines.push(line);
    context.onLine(line);
  };
  try {
    const { checkout } = context;
    const { image, dotenvReport, annotationsReport } = job.definition;
    const imageFolders = context.images.find(image);
    await checkout.setVariables({
      ...context.variables,
      ...jobVariables(job, context.token),
      ...job.playVariables,
    });
    const code = await runJob({
      job: job.name,
      when: job.when,
      checkout,
      imageFolders,
      stop: job.stop.signal,
      onLine: write,
    });
    // GitLab keeps an annotations report whatever became of the job, and a dotenv report of a success only.
    if (annotationsReport !== '') job.annotations = await checkout.left(job.name, annotationsReport);
    if (code !== 0) {
      write(code === null ? 'ERROR: Job failed: canceled' : 'ERROR: Job failed');
      return false;
    }
    if (dotenvReport !== '') job.dotenv = await readDotenv(checkout, job);
    write('Job succeeded');
    return true;
  } catch (error) {
    if (!job.stop.signal.aborted) write(`ERROR: Job failed: ${(error as Error).message}`);
    return false;
  }
}

/** What GitLab refuses, with its limits on GitLab.com's Free tier and by default (doc/ci/yaml/artifacts_reports.md). */
async function readDotenv(checkout: Checkout, job: LiveJob): Promise<string> {
  const text = await checkout.dotenv(job.name, job.definition.dotenvReport);
  if (Buffer.byteLength(text) > 5 * 1024) throw new Error('Dotenv file exceeds 5 KB');
  const lines = text.replace(/\n$/, '').split('\n');
  if (text !== '' && lines.length > 20) throw new Error('Dotenv files cannot have more than 20 variables');
  for (const line of text === '' ? [] : lines) {
    if (!/^[A-Za-z0-9_]+=\S*$/.test(line)) throw new Error(`Invalid dotenv line: ${line}`);
  }
  return text;
}
