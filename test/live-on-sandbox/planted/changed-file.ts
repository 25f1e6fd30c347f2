/** Copies of what ships, with something in it changed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class ChangedFiles {
  readonly #folder = mkdtempSync(join(tmpdir(), 'change-gate-planted-'));
  #count = 0;

  /** @returns the path of a copy. @throws Error where the file lacks what is to be changed */
  copy(file: string, changes: readonly Change[], asStored = (text: string) => text): string {
    const changed = changes.reduce(
      (text, [from, to]) => {
        if (!text.includes(asStored(from))) throw new Error(`${file} has no ${from}`);
        return text.replaceAll(asStored(from), asStored(to));
      },
      readFileSync(file, 'utf8'),
    );
    const path = join(this.#folder, `${this.#count++}`);
    writeFileSync(path, changed);
    return path;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

export type Change = readonly [from: string, to: string];

/** A text as an update set has it: XML in a payload, which is XML itself. */
export function inUpdateSet(text: string): string {
  return xml(xml(text));
}

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
