/** How a pipeline names what these sources are published as: the docs do so too, by `npm run generate`. */
import {
  actionReference,
  componentReference,
  IMAGES,
  stepTypeReference,
  VERSION,
} from '../../scripts/release/names.mjs';

export { VERSION } from '../../scripts/release/names.mjs';

export const ACTION_REF = actionReference();
export const COMPONENT_REF = `$CI_SERVER_FQDN/${componentReference()}`;
export const STEP_TYPE = stepTypeReference();
export const CODEFRESH_IMAGE = IMAGES['adapters/codefresh-step'];
export const GITLAB_IMAGE = `$CI_REGISTRY/change-gate/gitlab-component:${VERSION}`;
