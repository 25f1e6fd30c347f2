/** A template that does not parse, does not execute, or uses what the sandbox does not implement. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(
    message: string,
    /** Line of the template, from 1. */
    line: number,
  ) {
    super(`stepsTemplate, line ${line}: ${message}`);
  }
}

/** Something that Go has and the sandbox has not, said by name. */
export function notImplemented(what: string, line: number): TemplateError {
  return new TemplateError(`the sandbox's Go templates do not implement ${what}`, line);
}
