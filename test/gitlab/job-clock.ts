/** The time that the component's jobs see: this machine's, and as much later as a test says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GITLAB_OPTIONS } from '../gate/gitlab.ts';

/** Is loaded before the program, in each job. */
const LATER = (file: string) => `
import { readFileSync } from 'node:fs';
const ahead = Number(readFileSync(${JSON.stringify(file)}, 'utf8'));
const now = Date.now;
globalThis.Date = class extends Date {
  constructor(...parts) { parts.length === 0 ? super(now() + ahead) : super(...parts); }
  static now() { return now() + ahead; }
};`;

export class JobClock {
  readonly #folder = mkdtempSync(join(tmpdir(), 'change-gate-clock-'));
  readonly #file = join(this.#folder, 'ahead');
  #ahead = 0;

  constructor() {
    this.advance(0);
  }

  /** Those of the component, whose programs look at this clock. */
  get images(): typeof GITLAB_OPTIONS.images {
    const later = `data:text/javascript,${encodeURIComponent(LATER(this.#file))}`;
    return Object.fromEntries(
      Object.entries(GITLAB_OPTIONS.images).map(([image, programs]) => {
        const [node = '', ...program] = programs['change-gate'] ?? [];
        return [image, { 'change-gate': [node, '--import', later, ...program] }];
      }),
    );
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
    writeFileSync(this.#file, String(this.#ahead));
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
