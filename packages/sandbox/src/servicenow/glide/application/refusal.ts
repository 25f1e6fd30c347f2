/**
 * The update set needs something that the sandbox does not have. The import is refused as a whole: an app
 * that runs without one of its parts would pretend.
 */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefusedError';
  readonly reasons: readonly string[];

  constructor(updateSet: string, reasons: readonly string[]) {
    super(
      `The sandbox refuses the update set "${updateSet}":\n${reasons.map((one) => `- ${one}`).join('\n')}`,
    );
    this.reasons = reasons;
  }
}

/** Collects why an import must be refused, instead of stopping at the first reason. */
export type Refuse = (reason: string) => void;
