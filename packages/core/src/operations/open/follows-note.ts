import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';

/** What a change says of the one that the same gate opened before it. */
export function followsNote({ number, stateLabel }: Change, { build }: OperationContext): string {
  return `Follows ${number} of the same build, which is ${stateLabel.toLowerCase()}. ${build.build.url}`;
}
