/** A pipeline that can be started from the page. Who opens the board supplies it. */
export interface StartablePipeline {
  readonly id: string;
  /** Key of the CI that it runs in. */
  readonly ci: string;
  /** On the button, after "Start": `deploy to QA`. */
  readonly label: string;
  /** @returns the ID of the pipeline that runs now */
  start(): string | Promise<string>;
}
