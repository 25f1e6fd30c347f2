/**
 * A 200 that is none: ServiceNow begins to answer while its query still runs, and when that is cancelled it can only
 * append what happened: `{"result":[],"error":{..},"status":"failure"}`. Read as a success it says "there is none".
 */

/**
 * Whether the body of a 2xx is one whose query was cancelled. A list may then lack rows; a single record is complete.
 */
export function isTruncated(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { result, error, status } = body as { result?: unknown; error?: unknown; status?: unknown };
  const failed = (error !== undefined && error !== null) || status === 'failure';
  return failed && !isRecord(result);
}

function isRecord(result: unknown): boolean {
  const isObject = typeof result === 'object' && result !== null && !Array.isArray(result);
  return isObject && Object.keys(result).length > 0;
}
