import type { Figures } from "./figures";

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

export interface Browser {
  /** Null when no answer came: refused, cut or too late. What happened then, nobody knows. */
  readonly get: (what: string, path: string) => Promise<Answer | null>;
  readonly postForm: (what: string, path: string, form: FormData) => Promise<Answer | null>;
  readonly postJson: (what: string, path: string, body: object) => Promise<Answer | null>;
  readonly setCookie: (name: string, value: string) => void;
}

export interface BrowserOptions {
  /** Where the application answers at the moment; its own address stays the one below. */
  readonly front: () => string;
  readonly appUrl: string;
  /** As the proxy in front would have seen it. */
  readonly ipAddress: string;
  readonly figures: Figures;
}

interface Sent {
  readonly method?: string;
  readonly body?: string | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 60_000;

/** A browser without scripts: it keeps cookies, follows nothing by itself, and notes how long each answer took. */
export function createBrowser({ front, appUrl, ipAddress, figures }: BrowserOptions): Browser {
  const cookies = new Map<string, string>();
  const keep = (header: string) => {
    const [pair = ""] = header.split(";");
    const at = pair.indexOf("=");
    cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1));
  };
  const send = async (what: string, path: string, init: Sent): Promise<Answer | null> => {
    const begunAt = performance.now();
    try {
      const response = await fetch(front() + path, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          ...init.headers,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
          origin: appUrl,
          "sec-fetch-site": "same-origin",
          "x-forwarded-for": ipAddress,
          "x-forwarded-host": new URL(appUrl).host,
        },
      });
      const text = await response.text();
      figures.answered(what, response.status, performance.now() - begunAt);
      for (const cookie of response.headers.getSetCookie()) keep(cookie);
      return { status: response.status, location: response.headers.get("location"), text };
    } catch {
      figures.cut(what);
      return null;
    }
  };
  return {
    get: (what, path) => send(what, path, {}),
    postForm: (what, path, form) => send(what, path, { method: "POST", body: form }),
    postJson: (what, path, body) =>
      send(what, path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    setCookie: (name, value) => void cookies.set(name, value),
  };
}
