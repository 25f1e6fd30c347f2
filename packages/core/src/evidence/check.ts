/**
 * Compares what is about to be deployed with what the evidence of an approved change tells. Pure, and used by the app inside
 * ServiceNow, whose engine is a Rhino fork: nothing here may use a Node or browser API.
 */
import type { EvidenceCheck } from './contract.ts';

/** What is deployed; texts that are not known are empty. */
export interface Deployment {
  /** `https://github.com/acme/shop` */
  readonly repository: string;
  /** The whole SHA. */
  readonly commit: string;
  /** `name@sha256:...`; without its name where it was given so. */
  readonly artifacts: readonly string[];
}

/** What forbids a deployment, and what is to be said of it. */
export type Difference = Pick<EvidenceCheck, 'refusals' | 'warnings'>;

/** Compares a deployment with the one that was approved. Reasons are clauses that follow the change's number. */
export function differenceOf(approved: Deployment, deployed: Deployment): Difference {
  const artifacts = artifactDifference(approved.artifacts, deployed.artifacts);
  const commit = commitDifference(approved, deployed);
  return {
    refusals: artifacts.refusals.concat(commit.refusals),
    warnings: artifacts.warnings.concat(commit.warnings),
  };
}

function artifactDifference(approved: readonly string[], deployed: readonly string[]): Difference {
  const known = approved.map(artifactOf);
  const others = deployed.filter((text) => !known.some((one) => isSame(one, artifactOf(text))));
  if (others.length === 0) return NONE;
  const what =
    approved.length === 0 ? 'names no artifact' : `was approved for ${approved.map(short).join(', ')}`;
  return refused('ARTIFACT_CHANGED', `${what}, and not for ${others.map(short).join(', ')}`);
}

function commitDifference(approved: Deployment, deployed: Deployment): Difference {
  if (deployed.commit === '') {
    return approved.commit === ''
      ? NONE
      : warned(`was approved for commit ${approved.commit}, and this step does not know which it is for`);
  }
  const [one, other] = [approved.repository, deployed.repository].map(repositoryOf);
  if (one !== '' && other !== '' && one !== other) {
    const where = `was opened from ${approved.repository}, and this step runs for ${deployed.repository}`;
    return warned(`${where}: their commits are not compared. Give artifact what is deployed`);
  }
  if (approved.commit === '') {
    return warned('tells no commit, so the one of this step is compared with nothing');
  }
  if (approved.commit.toLowerCase() === deployed.commit.toLowerCase()) return NONE;
  const reason = `was approved for commit ${approved.commit}, and this step is for commit ${deployed.commit}`;
  return refused('COMMIT_NOT_APPROVED', reason);
}

interface Artifact {
  /** Without a tag, which may move; empty where none was given. */
  readonly name: string;
  /** `sha256:...` */
  readonly digest: string;
}

function artifactOf(text: string): Artifact {
  const at = text.lastIndexOf('@');
  // A colon before the last slash is that of a port.
  return { name: text.substring(0, Math.max(at, 0)).replace(/:[^/:]*$/, ''), digest: text.substring(at + 1) };
}

function isSame(approved: Artifact, deployed: Artifact): boolean {
  const isSameName = approved.name === deployed.name || approved.name === '' || deployed.name === '';
  return isSameName && approved.digest === deployed.digest;
}

/** With the first digits of its digest, for people. */
function short(artifact: string): string {
  return artifact.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}

function repositoryOf(url: string): string {
  return url.toLowerCase().replace(/(?:\.git)?\/?$/, '');
}

const NONE: Difference = { refusals: [], warnings: [] };

function refused(code: EvidenceCheck['refusals'][number]['code'], reason: string): Difference {
  return { refusals: [{ code, reason }], warnings: [] };
}

function warned(warning: string): Difference {
  return { refusals: [], warnings: [warning] };
}
