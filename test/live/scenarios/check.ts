/** What `change-gate check` says on this machine, as a process of its own: it asks the instance as the pipeline would. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../scenario.ts';
import { CouldNotBeSeen, DoesNotHold } from '../verdict.ts';

const CLI = fileURLToPath(new URL('../../../packages/cli/dist/bin.js', import.meta.url));

/** What of `check --json` is read here. */
interface Report {
  readonly lines: readonly {
    readonly title: string;
    readonly outcome: string;
    readonly detail: string;
    readonly breaks: boolean;
  }[];
}

export const check: Scenario = {
  name: 'check',
  claim: "`change-gate check` finds nothing that would break this suite's own changes",
  async run(stage) {
    const child = spawn(process.execPath, [CLI, 'check', '--json'], {
      env: {
        PATH: process.env.PATH,
        CHANGE_GATE_INSTANCE_URL: stage.settings.get('INSTANCE_URL'),
        CHANGE_GATE_USERNAME: stage.settings.get('USERNAME'),
        CHANGE_GATE_PASSWORD: stage.settings.get('PASSWORD'),
        CHANGE_GATE_DATA: JSON.stringify(stage.data()),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: stage.pace.signal,
    });
    const [json, words, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    if (json === '') throw new CouldNotBeSeen(`It ended with ${exitCode}, without a report: ${words.trim()}`);
    const { lines } = JSON.parse(json) as Report;
    const broken = lines.filter(({ breaks }) => breaks).map(({ title, detail }) => `${title}: ${detail}`);
    if (broken.length > 0) throw new DoesNotHold(broken.join(' '));
    if (exitCode !== 0)
      throw new DoesNotHold(`No line breaks, and it ended with ${exitCode}: ${words.trim()}`);
    if (!lines.some(({ outcome }) => outcome === 'holds')) {
      throw new CouldNotBeSeen('None of its lines says that something holds.');
    }
  },
};
