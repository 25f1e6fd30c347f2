import type { Operation } from '@change-gate/core';

/** What the program does, each with what its help says first. */
export const COMMANDS = {
  check: `Looks whether a pipeline's configuration would work on a ServiceNow instance, before anything is deployed with it. Creates
nothing, unless --check-write lets it open one change and cancel it again.`,
} as const satisfies Partial<Record<Operation, string>>;

export type Command = keyof typeof COMMANDS;

export function isCommand(word: string): word is Command {
  return Object.hasOwn(COMMANDS, word);
}
