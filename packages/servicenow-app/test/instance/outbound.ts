/** RESTMessageV2 of the tests' instance: each request with all that was set on it, security's setters included. */

export interface SentMessage {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  /** What goes to the outbound HTTP log; ServiceNow's default may be more than `basic`. */
  logLevel?: string;
  /** The URLs that a redirect may lead to; any where it is not set. */
  redirects?: readonly string[];
  midServer?: string;
  /** Whether ServiceNow replaces `${..}`. */
  substitutes: boolean;
  /** Seconds that an answer through a MID Server is waited for. */
  waited?: number;
}

export interface Answer {
  readonly status: number;
  readonly body?: string | null;
  readonly errorCode?: number;
  readonly errorMessage?: string;
  /** Of a redirect. */
  readonly location?: string;
}

export type Server = (message: SentMessage) => Answer;

/** @param exchange records the message and answers it */
export function restMessage(exchange: Server) {
  const message: SentMessage = { url: '', method: '', headers: {}, substitutes: true };
  const response = () => {
    let answer: Answer | null = null;
    const read = (): Answer => {
      answer ??= exchange(message);
      return answer;
    };
    return {
      waitForResponse: (seconds: number): void => {
        message.waited = seconds;
      },
      getStatusCode: () => read().status,
      getBody: () => read().body ?? null,
      getHeader: (name: string) => (name === 'Location' ? (read().location ?? null) : null),
      getErrorCode: () => read().errorCode ?? 0,
      getErrorMessage: () => read().errorMessage ?? '',
    };
  };
  return {
    setEndpoint: (url: string) => Object.assign(message, { url }),
    setHttpMethod: (method: string) => Object.assign(message, { method }),
    setHttpTimeout: (timeoutMs: number) => Object.assign(message, { timeoutMs }),
    setAllowedRedirectURIs: (redirects: readonly string[]) => Object.assign(message, { redirects }),
    setLogLevel: (logLevel: string) => Object.assign(message, { logLevel }),
    disableForcedVariableSubstitution: () => Object.assign(message, { substitutes: false }),
    setRequestHeader: (name: string, value: string) => Object.assign(message.headers, { [name]: value }),
    setRequestBody: (body: string) => Object.assign(message, { body }),
    setMIDServer: (midServer: string) => Object.assign(message, { midServer }),
    execute: () => {
      const answered = response();
      answered.getStatusCode();
      return answered;
    },
    executeAsync: response,
  };
}
