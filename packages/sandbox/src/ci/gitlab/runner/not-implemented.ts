/** A part of GitLab's configuration that is refused by name, so that no test passes because it was ignored. */
export class NotImplemented extends Error {
  constructor(what: string, job: string) {
    super(`The sandbox's GitLab does not implement \`${what}\` (in job ${job})`);
  }
}
