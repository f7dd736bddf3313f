/** The fields of Stripe's error object. https://docs.stripe.com/api/errors */
export type ErrorBody = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
  payment_method_type?: string;
  setup_intent?: object;
};

/** The part of an error that is also kept on the object it happened to, as in `last_payment_error`. */
export type FailureDetails = Omit<ErrorBody, "payment_intent" | "payment_method" | "setup_intent">;

/**
 * An answer other than 200.
 * `beforeExecution` marks the failures that Stripe's idempotency layer does not keep: bad keys, bad parameters, conflicts.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly beforeExecution: boolean;

  constructor(status: number, body: ErrorBody, beforeExecution = false) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.beforeExecution = beforeExecution;
  }
}

type Details = Omit<Partial<ErrorBody>, "type" | "message">;

/** 400: what was asked for makes no sense or is not allowed now; kept by the idempotency layer. */
export function invalidRequest(message: string, details: Details = {}): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...details });
}

/** 400 found while the parameters are read, so nothing has been executed and nothing is kept. */
export function invalidParameter(message: string, details: Details = {}): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...details }, true);
}

/** 402: the card was refused. https://docs.stripe.com/error-handling#payment-errors */
export function cardError(message: string, details: Details): ApiError {
  return new ApiError(402, { type: "card_error", message, ...details });
}

/** 404 for an id in the path, 400 for one in the parameters. https://docs.stripe.com/error-codes/resource-missing */
export function noSuch(kind: string, id: string, param: string, status: 400 | 404 = 404): ApiError {
  const message = `No such ${kind}: '${id}'`;
  return new ApiError(status, { type: "invalid_request_error", code: "resource_missing", message, param });
}

/** The page of Stripe's documentation that explains a code. */
export function docUrl(code: string): string {
  return `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`;
}

/** 403 for an account that is not connected. https://docs.stripe.com/error-codes/account-invalid */
export function accountInvalid(id: string): ApiError {
  const message = `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`;
  return new ApiError(403, { type: "invalid_request_error", code: "account_invalid", message }, true);
}
