type LoggedRequest = {
  readonly id: string;
  readonly at: number;
  readonly method: string;
  /** Without the query, which can hold client secrets. */
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly keyKind: "secret" | "publishable" | "none";
  readonly replayed: boolean;
  /** `null` when the connection was cut instead of answered. */
  readonly status: number | null;
  readonly errorCode: string | null;
  readonly durationMs: number;
};

export type RequestLog = {
  readonly add: (entry: LoggedRequest) => void;
  readonly entries: () => readonly LoggedRequest[];
  readonly clear: () => void;
};

const ENTRIES_MAX = 20_000;

/** What was asked, never with which parameters: those can hold card numbers. */
export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > ENTRIES_MAX * 2) entries = entries.slice(-ENTRIES_MAX);
    },
    entries: () => entries,
    clear: () => void (entries = []),
  };
}
