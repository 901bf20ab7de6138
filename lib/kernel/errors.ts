/** The twelve-odd ways a request can go wrong; each has one HTTP status everywhere. */
export const ERROR_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  invalid_state: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_input: 422,
  limit_exceeded: 422,
  idempotency_mismatch: 422,
  provider_rejected: 422,
  rate_limited: 429,
  internal: 500,
  provider_unavailable: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type FieldError = { path: string; message: string };

export type ErrorDetails = {
  errors?: FieldError[];
  reason?: string;
  retryAfterSeconds?: number;
  [extra: string]: unknown;
};

/**
 * The one exception a use case may throw. Business outcomes (declined, unknown) are values, not errors.
 * `message` is for developers; `details.reason` is a catalogue key that screens translate.
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "AppError";
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
