import { randomBytes } from 'node:crypto';

/** A MongoDB ObjectId as Codefresh uses them: the time in seconds, then random; 24 hex digits. */
export function objectId(): string {
  const seconds = Math.floor(Date.now() / 1000);
  return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
}
