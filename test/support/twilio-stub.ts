import { createServer } from "node:http";

/** What Twilio's Messages resource is asked, by the names of its own form. */
interface AskedText {
  readonly To: string;
  readonly Body: string;
  readonly StatusCallback: string;
}

export interface TwilioStub {
  /** What points the application at it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly texts: readonly AskedText[];
  /** What to answer from now on: 201 takes a message, 429 and 500 do not say that it was taken. */
  readonly answer: (status: number, code?: number) => void;
  readonly close: () => Promise<void>;
}

/** A carrier of text messages on this machine that speaks as much of Twilio's API as is asked of it. */
export async function twilioStub(): Promise<TwilioStub> {
  const texts: AskedText[] = [];
  let answer = { status: 201, code: 0 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
      const field = (name: string) => form.get(name) ?? "";
      if (answer.status !== 429)
        texts.push({ To: field("To"), Body: field("Body"), StatusCallback: field("StatusCallback") });
      const body =
        answer.status === 201
          ? { sid: `SM${String(texts.length).padStart(32, "0")}` }
          : { code: answer.code, message: `${field("To")} was not texted` };
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The carrier has no port.");
  return {
    environment: {
      SMS_TRANSPORT: "twilio",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "a".repeat(32),
      TWILIO_FROM: "+15005550006",
      TWILIO_API_BASE: `http://127.0.0.1:${address.port}`,
    },
    texts,
    answer: (status, code = 0) => void (answer = { status, code }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
