/** The Node that runs this. */
import { GateError } from './errors.ts';

/** As `engines` in package.json: an older one lacks what the connections need. */
const OLDEST = 24;

/** Checks, before anything else runs, that this Node is new enough. @throws GateError NODE_TOO_OLD */
export function checkNode(version: string = process.versions.node): void {
  if (Number.parseInt(version, 10) >= OLDEST) return;
  throw new GateError(
    'NODE_TOO_OLD',
    `Change Gate needs Node ${OLDEST} or newer, and this is Node ${version}. Run this step with a newer Node.`,
  );
}
