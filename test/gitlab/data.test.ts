import { afterEach, expect, it } from 'vitest';
import { running } from '../gate/gitlab.ts';
import { describeOnGitLab, MINIMAL, Pushed } from './pushed.ts';

const TEXT = 'quotes " and \', \\ \\n, $(id) `id` $HOME ${HOME} $$ %PATH% {{x}}\nÜnï 変更 🚀\tend';

describeOnGitLab('the data of a change', () => {
  let pushed: Pushed;
  afterEach(() => pushed.close());

  const withData = (lines: string) => MINIMAL.replace(/data: >-\n[\s\S]*?\n\n/, () => `${lines}\n\n`);

  it('arrives byte for byte from a file', async () => {
    const file = JSON.stringify({ short_description: 'From a file', description: TEXT });
    const files = { 'change.json': file };
    pushed = await Pushed.startAndPause(running(withData('data-file: change.json'), { files }));
    expect(pushed.world.change().description).toBe(TEXT);
  });

  it('arrives byte for byte from an input, with $$ for a dollar sign', async () => {
    const data = JSON.stringify({ short_description: 'Inline', description: TEXT }).replaceAll('$', '$$$$');
    pushed = await Pushed.startAndPause(running(withData(`data: ${JSON.stringify(data)}`)));
    expect(pushed.world.change().description).toBe(TEXT);
  });
});
