/** The approval APIs by CI. A new CI is one line here, once its adapter has an `approval.ts`. */
import { approval as codefresh } from '@change-gate/codefresh-step/approval';
import type { ApprovalApi } from '@change-gate/core/approval';
import { approval as github } from '@change-gate/github-action/approval';
import { approval as gitlab } from '@change-gate/gitlab-component/approval';

const APIS: readonly ApprovalApi[] = [codefresh, github, gitlab];

/** The approval API of a CI, by the name that pipelines send; `null` for a CI that has none here. */
export function find(ci: string): ApprovalApi | null {
  return APIS.find((api) => api.ci === ci) ?? null;
}

/** The CIs that have an approval API here. */
export function names(): string[] {
  return APIS.map((api) => api.ci);
}
