/** A repository: its workflows, environments and who may do what. */

import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Account, App, Directory } from './directory.ts';
import { type CustomRule, createEnvironment, type Environment } from './environment.ts';
import { branchRef, shortRef, tagRef } from './git-ref.ts';
import { History } from './history.ts';
import type { Ids } from './ids.ts';
import type { RepositoryOptions, Role } from './options.ts';

export interface WorkflowFile {
  readonly id: number;
  /** `deploy.yml` */
  readonly file: string;
  /** Its `name:`, or else its path. */
  readonly name: string;
  readonly yaml: string;
}

export class Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly immutableSubject: boolean;
  readonly defaultBranch: string;
  readonly secrets: Record<string, string>;
  readonly variables: Record<string, string>;
  readonly environments: Environment[];
  readonly created: Date;
  readonly history = new History();
  readonly #branches: readonly string[];
  /** To the commit that it stands on. */
  readonly #tags = new Map<string, string>();
  readonly #workflows = new Map<string, WorkflowFile>();
  readonly #collaborators: Readonly<Record<string, Role>>;
  readonly #directory: Directory;
  readonly #ids: Ids;

  constructor(options: RepositoryOptions, directory: Directory, ids: Ids, created: Date) {
    this.id = ids.next();
    this.created = created;
    this.owner = directory.account(options.owner);
    this.name = options.name;
    this.private = options.visibility !== 'public';
    this.immutableSubject = options.immutableSubject ?? false;
    this.defaultBranch = options.defaultBranch ?? 'main';
    this.#branches = [this.defaultBranch, ...(options.branches ?? [])];
    this.secrets = { ...options.secrets };
    this.variables = { ...options.variables };
    this.environments = (options.environments ?? []).map((each) =>
      createEnvironment(each, directory, ids, created),
    );
    this.#collaborators = options.collaborators;
    this.#directory = directory;
    this.#ids = ids;
    for (const [file, yaml] of Object.entries(options.workflows ?? {})) this.#write(file, yaml);
    this.history.add(this.#state());
    for (const tag of options.tags ?? []) this.addTag(tag);
    for (const pull of options.pullRequests ?? []) this.history.merge(pull);
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`;
  }

  get workflows(): readonly WorkflowFile[] {
    return [...this.#workflows.values()];
  }

  /** The commit at the head of every branch; another one after each change of a workflow. */
  get headSha(): string {
    return this.history.head;
  }

  writeWorkflow(file: string, yaml: string): void {
    if (this.#workflows.get(file)?.yaml === yaml) return;
    this.#write(file, yaml);
    this.history.add(this.#state());
  }

  /** At the head of every branch. */
  addTag(name: string): void {
    this.#tags.set(name, this.headSha);
  }

  /** @returns `refs/heads/main` for `main`, `refs/tags/v1` for `v1`; undefined when there is no such branch or tag */
  fullRef(ref: string): string | undefined {
    const branches = this.#branches.map(branchRef);
    const all = [...branches, ...[...this.#tags.keys()].map(tagRef)];
    return all.find((each) => each === ref || shortRef(each) === ref);
  }

  /** @param ref a SHA, branch or tag @returns the SHA; undefined where there is no such branch or tag */
  commitOf(ref: string): string | undefined {
    if (this.history.indexOf(ref) >= 0) return ref;
    const fullRef = this.fullRef(ref);
    return fullRef === undefined ? undefined : (this.#tags.get(shortRef(fullRef)) ?? this.headSha);
  }

  /** @param name the file's name or the workflow's id */
  workflow(name: string): WorkflowFile | undefined {
    return this.#workflows.get(name) ?? this.workflows.find(({ id }) => String(id) === name);
  }

  environment(name: string): Environment | undefined {
    return this.environments.find((each) => each.name.toLowerCase() === name.toLowerCase());
  }

  /**
   * For whoever names it, a job or an administrator.
   * @fact A missing environment that a job names | is made, without protection | documented
   *   | managing-environments-for-deployment
   */
  ensureEnvironment(name: string, now: Date): Environment {
    const found = this.environment(name);
    if (found !== undefined) return found;
    const created = createEnvironment({ name }, this.#directory, this.#ids, now);
    this.environments.push(created);
    return created;
  }

  /** Has an App agree before a job may go on. */
  enableRule({ customRules }: Environment, app: App): CustomRule {
    const rule = { id: this.#ids.next(), app };
    customRules.push(rule);
    return rule;
  }

  /** What somebody may do here; null for nothing. */
  role(login: string): Role | null {
    if (login === this.owner.login) return 'admin';
    return this.#collaborators[login] ?? (this.private ? null : 'read');
  }

  #write(file: string, yaml: string): void {
    const id = this.#workflows.get(file)?.id ?? this.#ids.next();
    this.#workflows.set(file, { id, file, name: workflowName(file, yaml), yaml });
  }

  /** The SHA of all files, after the commit before. */
  #state(): string {
    const hash = createHash('sha1').update(this.fullName + this.history.head);
    for (const { file, yaml } of this.workflows) hash.update(`\0${file}\0${yaml}`);
    return hash.digest('hex');
  }
}

/** A file that is not YAML has no name either; that it cannot be run shows when it is started. */
function workflowName(file: string, yaml: string): string {
  const [, name] = /^name:[ \t]*(\S.*)$/m.exec(yaml) ?? [];
  return name === undefined ? `.github/workflows/${file}` : String(parse(name));
}
