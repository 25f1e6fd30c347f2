/** Which release the instance runs. */
import { holds, unseen } from './line.ts';
import type { CheckSection } from './section.ts';

export const release: CheckSection = {
  id: 'instance.release',
  title: 'Release of the instance',
  needs: ['instance.reached', 'sign-in', 'app'],
  async look({ app }) {
    const { release } = (await app()).instance;
    if (release !== '') return [holds(this, `It is ${release}.`)];
    return [unseen(this, 'The instance does not tell the Change Gate app its release (glide.buildtag).')];
  },
};
