import type { Failure } from "./failure";

/** What an expected act answers: its value, or the refusal the caller must look at. */
export type Result<T, F = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: F };

/** The act succeeded. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The act was refused; nothing changed. */
export function err<const F>(error: F): { readonly ok: false; readonly error: F } {
  return { ok: false, error };
}
