/** Hides secrets in what a job says (actions/runner, SecretMasker and ValueEncoders; XML's and PowerShell's forms are left out). */

const MASK = '***';

export class Masks {
  readonly #hidden = new Set<string>();

  /**
   * Masks the value and what it looks like when it is encoded; an empty one masks nothing.
   * @fact A masked value | is hidden in logs and summaries, its base64, JSON and URI forms too | source |
   *   actions/runner, SecretMasker and ValueEncoders
   */
  add(value: string): void {
    if (value === '') return;
    for (const form of [value, ...derivedForms(value)]) if (form !== '') this.#hidden.add(form);
  }

  /** As the runner treats secrets and `::add-mask::`: every line of a value is masked too. */
  addLines(value: string): void {
    this.add(value);
    for (const line of value.split(/\r?\n/)) this.add(line);
  }

  hide(text: string): string {
    const spans: [start: number, end: number][] = [];
    for (const hidden of this.#hidden) {
      for (let at = text.indexOf(hidden); at >= 0; at = text.indexOf(hidden, at + 1)) {
        spans.push([at, at + hidden.length]);
      }
    }
    spans.sort(([a], [b]) => a - b);
    let shown = '';
    let from = 0;
    for (const [start, end] of spans) {
      // Values that overlap or touch make one mask.
      if (start > from || shown === '') shown += text.slice(from, start) + MASK;
      from = Math.max(from, end);
    }
    return shown + text.slice(from);
  }
}

function derivedForms(value: string): string[] {
  const bytes = Buffer.from(value);
  const shifted = (by: number) => (bytes.length > by ? bytes.subarray(by) : bytes).toString('base64');
  return [
    shifted(0),
    shifted(1),
    shifted(2),
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    JSON.stringify(value).slice(1, -1),
    // .NET's Uri.EscapeDataString, which escapes what encodeURIComponent leaves.
    encodeURIComponent(value.toWellFormed()).replace(
      /[!'()*]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
    value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '',
  ];
}
