/** Reads the project's history from GitLab's API, with the token that may. */
import type * as z from 'zod/mini';
import { credentials } from '../approval/gitlab.ts';
import type { AskedPipeline } from '../gate/pipeline-jobs.ts';
import { commitBody } from './bodies.ts';

export interface GitLabReader {
  /** Whether it asks as a user, who sees ranges of commits and approvals. A job token does not. */
  readonly isUser: boolean;
  /**
   * @param path below the project's
   * @returns undefined where GitLab does not show it, or shows something else
   */
  get<Schema extends z.ZodMiniType>(path: string, schema: Schema): Promise<z.output<Schema> | undefined>;
}

/**
 * The callback token's user sees most. Without one, or where that user may not read the repository, the job's own token reads
 * single commits and their merge requests (GitLab docs, "Fine-grained permissions for CI/CD job tokens"; since 2025,
 * gitlab-org/gitlab#555868).
 * @param head a commit that is there
 * @returns undefined where neither may read
 */
export async function connectReader(head: string, asked: AskedPipeline): Promise<GitLabReader | undefined> {
  const { callbackToken, jobToken } = asked;
  const readers = [
    ...(callbackToken ? [readerWith(credentials(callbackToken), true, asked)] : []),
    ...(jobToken ? [readerWith({ 'JOB-TOKEN': jobToken }, false, asked)] : []),
  ];
  for (const reader of readers) {
    if ((await reader.get(`/repository/commits/${head}`, commitBody)) !== undefined) return reader;
  }
  return undefined;
}

function readerWith(
  headers: Record<string, string>,
  isUser: boolean,
  { server, project, http }: AskedPipeline,
): GitLabReader {
  return {
    isUser,
    async get(path, schema) {
      const { status, body } = await http({
        method: 'GET',
        url: `${server}/projects/${project}${path}`,
        headers,
      });
      if (status !== 200) return undefined;
      const { data } = schema.safeParse(jsonOf(body));
      return data;
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
