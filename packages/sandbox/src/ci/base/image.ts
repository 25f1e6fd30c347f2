/** An image reference without its tag or digest: `node:24` is `node`. */
export function withoutTag(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
