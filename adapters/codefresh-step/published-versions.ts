/**
 * Asks Codefresh which versions of a step type are published: a list of texts (codefresh-io/terraform-provider-codefresh,
 * client/step_types.go).
 * @param type `account/name`
 * @param url without `/api`
 * @throws Error when Codefresh does not say; its message is a part of a sentence, without the key
 */
export async function publishedVersions(type: string, url: string, key: string): Promise<readonly string[]> {
  if (key === '') throw new Error('CF_API_KEY is not set');
  const asked = `${url.replace(/\/+$/, '')}/api/step-types/${encodeURIComponent(type)}/versions`;
  const response = await fetch(asked, {
    headers: { Authorization: key },
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    throw new Error(
      `${url} does not answer (${(error.cause as Error | undefined)?.message ?? error.message})`,
    );
  });
  const text = await response.text();
  // Nothing of that name yet. A server that is no Codefresh answers with a page.
  if (response.status === 404 && text.startsWith('{')) return [];
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const versions = listIn(text);
  if (versions === undefined) throw new Error(`${url} answered no list of versions`);
  return versions;
}

function listIn(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
