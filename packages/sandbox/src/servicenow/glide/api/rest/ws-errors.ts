import { toText } from '../record/field-value.ts';

/**
 * The errors of `sn_ws_err`: a status and the error body's texts.
 * @fact `setError` with an error of `sn_ws_err` | its status, and the body of every error | documented |
 *   Scripted REST error objects
 */
export class ServiceError {
  #status: number;
  #message: string;
  #detail = '';

  constructor(status: number, message: unknown) {
    this.#status = status;
    this.#message = toText(message);
  }

  setStatus(status: unknown): this {
    this.#status = Number(status);
    return this;
  }

  setMessage(message: unknown): this {
    this.#message = toText(message);
    return this;
  }

  setDetail(detail: unknown): this {
    this.#detail = toText(detail);
    return this;
  }

  /** For the response; scripts have no getters. */
  static read(error: ServiceError): { status: number; message: string; detail: string } {
    return { status: error.#status, message: error.#message, detail: error.#detail };
  }
}

const STATUS = {
  BadRequestError: 400,
  NotFoundError: 404,
  NotAcceptableError: 406,
  ConflictError: 409,
  UnsupportedMediaTypeError: 415,
  ServiceError: 500,
} as const;

/** The constructors, as `sn_ws_err` holds them. */
export const sn_ws_err: Readonly<Record<string, new (message?: unknown) => ServiceError>> =
  Object.fromEntries(
    Object.entries(STATUS).map(([name, status]) => [
      name,
      class extends ServiceError {
        constructor(message?: unknown) {
          super(status, message);
        }
      },
    ]),
  );
