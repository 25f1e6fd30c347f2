/** Ids of what the server holds: numbers as GitHub's, of which no two are the same. */
export class Ids {
  #last = 16_800_000_000;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** GraphQL's id of the same thing; opaque to those who use it. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}
