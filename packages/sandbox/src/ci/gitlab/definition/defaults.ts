/** What a job takes of the pipeline's `default` (GitLab docs, "CI/CD YAML syntax reference", default and inherit:default). */

type Keywords = Readonly<Record<string, unknown>>;

/** Those may stand at the top of the file as well, as they did before there was `default`. */
const AT_THE_TOP = ['image', 'services', 'cache', 'before_script', 'after_script'];

const IN_DEFAULT = [
  ...AT_THE_TOP,
  ...'artifacts hooks id_tokens interruptible retry tags timeout'.split(' '),
];

/**
 * gitlab-ci-local leaves it to the running of the job.
 * @fact `default` | what a job does not say itself, unless `inherit: default` leaves it out; no job that starts a pipeline takes it
 *   | source | lib/gitlab/ci/config/entry/job.rb, lib/gitlab/ci/config/entry/inherit.rb
 * @param job its keywords
 */
export function withDefaults(job: Keywords, configuration: Keywords): Keywords {
  const inherit = (job.inherit ?? {}) as { readonly default?: boolean | readonly string[] };
  const { default: taken = true } = inherit;
  const given = (configuration.default ?? {}) as Keywords;
  const defaults = IN_DEFAULT.flatMap((keyword) => {
    const value = given[keyword] ?? (AT_THE_TOP.includes(keyword) ? configuration[keyword] : undefined);
    const isTaken = Array.isArray(taken) ? taken.includes(keyword) : taken;
    return value !== undefined && isTaken ? [[keyword, value]] : [];
  });
  return { ...Object.fromEntries(defaults), ...job };
}

/** What a job that starts a pipeline says itself: gitlab-ci-local has given it the defaults of other jobs as well. */
export function withoutDefaults(job: Keywords, configuration: Keywords): Keywords {
  const given = (configuration.default ?? {}) as Keywords;
  return Object.fromEntries(Object.entries(job).filter(([keyword]) => given[keyword] === undefined));
}
