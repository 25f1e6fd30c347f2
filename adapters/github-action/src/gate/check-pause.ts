/**
 * Would this gate stop the deployment? GitHub creates an environment that a job names and nobody has made,
 * without protection, and the deployment starts at once: what cannot be seen to stop it is an error.
 */
import { GateError, type GateLog } from '@change-gate/core';
import * as z from 'zod/mini';
import type { Gate } from './gate.ts';
import { type GitHubReader, saidBy } from './github-reader.ts';

/**
 * @param log is told where GitHub does not show it
 * @returns who may review the deployment, where people do
 * @throws GateError GATE_UNSAFE
 */
export async function checkPause(
  gate: Gate,
  repository: string,
  read: GitHubReader,
  log: Pick<GateLog, 'unseen'>,
): Promise<RequiredReviewers | undefined> {
  if (gate.way === 'wait') return undefined;
  if (gate.way === 'dispatch') {
    await checkWorkflow(gate, repository, read, log);
    return undefined;
  }

  const environment = new ProtectedEnvironment(gate.environment, repository, read);
  const [wanted, other] =
    gate.way === 'environment' ? (['reviewers', 'rule'] as const) : (['rule', 'reviewers'] as const);
  const found = await environment.find(wanted);
  if (found !== undefined) return found;
  const hint = (await environment.find(other))
    ? `It has ${PROTECTION[other].words}: did you mean gate: ${PROTECTION[other].gate}?`
    : "GitHub would deploy at once. Protect it under Settings > Environments; where the repository's plan offers no protection, use gate: dispatch.";
  throw unsafe(`Environment ${gate.environment} of ${repository} has no ${PROTECTION[wanted].words}.`, hint);
}

const PROTECTION = {
  reviewers: { gate: 'environment', words: 'required reviewers' },
  rule: { gate: 'protection-rule', words: "enabled GitHub App's protection rule" },
} as const;

const REVIEWER = z.object({
  type: z.string(),
  reviewer: z.object({ id: z.number(), login: z.optional(z.string()), slug: z.optional(z.string()) }),
});

const RULE = z.object({
  type: z.string(),
  prevent_self_review: z.catch(z.optional(z.boolean()), undefined),
  /** Absent where GitHub does not show them as its description says. */
  reviewers: z.catch(z.optional(z.array(REVIEWER)), undefined),
});

/** Of an environment (OpenAPI, repos/get-environment). */
export type RequiredReviewers = z.infer<typeof RULE>;

/** Of `protection_rules`, which lists the built-in ones only. */
const ENVIRONMENT = z.object({ protection_rules: z._default(z.array(RULE), []) });

const CUSTOM_RULES = z.object({
  custom_deployment_protection_rules: z._default(z.array(z.object({ enabled: z.boolean() })), []),
});

class ProtectedEnvironment {
  readonly #name: string;
  readonly #repository: string;
  readonly #read: GitHubReader;

  constructor(name: string, repository: string, read: GitHubReader) {
    this.#name = name;
    this.#repository = repository;
    this.#read = read;
  }

  /** Its first rule of this kind. */
  async find(protection: keyof typeof PROTECTION): Promise<RequiredReviewers | undefined> {
    if (protection === 'reviewers') {
      const { protection_rules: rules } = await this.#get('', ENVIRONMENT);
      return rules.find((rule) => rule.type === 'required_reviewers');
    }
    const { custom_deployment_protection_rules: rules } = await this.#get(
      '/deployment_protection_rules',
      CUSTOM_RULES,
    );
    return rules.some((rule) => rule.enabled) ? { type: 'custom' } : undefined;
  }

  async #get<T>(path: string, schema: z.ZodMiniType<T>): Promise<T> {
    const what = `environment ${this.#name} of ${this.#repository}`;
    const answer = await this.#read(
      `/repos/${this.#repository}/environments/${encodeURIComponent(this.#name)}${path}`,
    );
    if (answer.status === 404) {
      throw unsafe(
        `There is no ${what}, or the job's token may not see it. GitHub would create it without protection and deploy at once.`,
        'Create it under Settings > Environments, and give this job `permissions: actions: read`.',
      );
    }
    return parsed(answer, schema, what);
  }
}

const WORKFLOW = z.object({ state: z.string() });

async function checkWorkflow(
  gate: Gate,
  repository: string,
  read: GitHubReader,
  log: Pick<GateLog, 'unseen'>,
): Promise<void> {
  if (gate.workflow === '') {
    // A repository_dispatch is heard by whichever workflow listens for its type; no call tells which.
    log.unseen('gate', `GitHub tells nobody whether a workflow hears the event ${gate.eventType}.`);
    return;
  }
  const what = `workflow ${gate.workflow} of ${repository}`;
  const answer = await read(`/repos/${repository}/actions/workflows/${gate.workflow}`);
  if (answer.status === 404) {
    throw unsafe(
      `There is no ${what}, or the job's token may not see it. ServiceNow could not start it.`,
      'It must be in .github/workflows of the default branch; give this job `permissions: actions: read`.',
    );
  }
  const { state } = parsed(answer, WORKFLOW, what);
  if (state !== 'active')
    throw unsafe(`The ${what} is ${state}: ServiceNow could not start it.`, 'Enable it first.');
}

function parsed<T>(
  { status, json }: Awaited<ReturnType<GitHubReader>>,
  schema: z.ZodMiniType<T>,
  what: string,
): T {
  const { success, data } = schema.safeParse(json);
  if (status === 200 && success) return data;
  const remedy =
    status === 429 || status >= 500
      ? 'Once GitHub answers again, choose Re-run failed jobs.'
      : 'Give this job `permissions: actions: read`, or a github-token that may read it.';
  throw unsafe(
    `Whether the gate would stop the deployment could not be seen: GitHub answered ${status} when asked for the ${what}${saidBy({ json })}.`,
    remedy,
  );
}

function unsafe(what: string, remedy: string): GateError {
  return new GateError('GATE_UNSAFE', what, { remedy });
}
