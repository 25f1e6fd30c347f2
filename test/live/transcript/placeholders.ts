/** Gives each value the same placeholder wherever it stands, numbered as they appear. */
export class Placeholders {
  readonly #numbers = new Map<string, Map<string, number>>();

  /** @returns `<sys_id 1>`; what is empty stays so, as that a value is missing is not private */
  of(kind: string, value: string): string {
    if (value === '') return '';
    const known = this.#numbers.get(kind) ?? new Map<string, number>();
    this.#numbers.set(kind, known);
    const number = known.get(value) ?? known.size + 1;
    known.set(value, number);
    return `<${kind} ${number}>`;
  }
}
