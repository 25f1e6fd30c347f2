/** Which release the instance runs. */
import { holds, unseen } from './line.ts';
import type { CheckSection } from './section.ts';

export const release: CheckSection = {
  id: 'instance.release',
  title: 'Release of the instance',
  needs: ['instance.reached', 'sign-in', 'app'],
  async look({ app }) {
    const { release: buildTag } = (await app()).instance;
    if (buildTag !== '') return [holds(release, `It is ${buildTag}.`)];
    return [unseen(release, 'The instance does not tell the Change Gate app its release (glide.buildtag).')];
  },
};
