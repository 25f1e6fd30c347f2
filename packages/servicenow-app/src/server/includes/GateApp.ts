/** Which app this is, and on which release of the platform it runs. */
export { VERSION } from '@change-gate/core/version';

/** `glide.buildtag`, such as `glide-zurich-07-01-2025__patch2`; empty where the instance does not tell it. */
export function release(): string {
  return gs.getProperty('glide.buildtag', '');
}
