import type { Sandbox } from "../sandbox.ts";

export type ControlCall = {
  readonly id: string;
  readonly body: Record<string, unknown>;
  readonly query: URLSearchParams;
};

/** One method and path of the control API. */
export type ControlAction = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** An `error` key in the result makes the answer a 400. */
  readonly run: (
    sandbox: Sandbox,
    call: ControlCall,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>;
};
