/** What is published, under which names, in which version. */
import { readFileSync } from 'node:fs';

const CORE = new URL('../../packages/core/package.json', import.meta.url);

/** That of every package: changesets raises them together. */
export const VERSION = JSON.parse(readFileSync(CORE, 'utf8')).version;

/** The GitHub repository, whose root is the action. */
export const ACTION = 'change-gate/change-gate';

/** The GitLab project of the component. */
export const COMPONENT = 'change-gate/gitlab-component';

/** The Codefresh step type: ACCOUNT/NAME. */
export const STEP_TYPE = 'changegate/change-gate';

/** By the folder of its Dockerfile. */
export const IMAGES = {
  'adapters/codefresh-step': 'ghcr.io/change-gate/codefresh-step',
  'adapters/gitlab-component': `registry.gitlab.com/${COMPONENT}`,
};

/** The folders of what npm gets, each after what it depends on. */
export const NPM_PACKAGES = [
  'packages/core',
  'packages/cli',
  'packages/sandbox',
  'adapters/gitlab-component',
];

/** @param {string} version */
export function isCandidate(version) {
  return version.includes('-');
}

/** What a pipeline names: the major version, which moves with every release, or one candidate. */
export function pinned(version = VERSION) {
  return isCandidate(version) ? version : version.split('.', 1)[0];
}

export function actionReference(version = VERSION) {
  return `${ACTION}@v${pinned(version)}`;
}

export function componentReference(version = VERSION) {
  return `${COMPONENT}/change-gate@${pinned(version)}`;
}

export function stepTypeReference(version = VERSION) {
  return `${STEP_TYPE}:${version}`;
}
