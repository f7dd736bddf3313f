import { createServer, type Server } from "node:net";

export interface SmtpServer {
  readonly url: string;
  /** Whole messages as they came over the wire, headers first. */
  readonly messages: readonly string[];
  /** What to answer to the next messages: a code such as 250, 451, 550; "silence" takes one and hangs up. */
  readonly answer: (code: number | "silence") => void;
  /** Called when a message has come, before it is answered. */
  readonly whenTaken: (act: () => Promise<void>) => void;
  readonly close: () => Promise<void>;
}

/** A mail server on this machine that takes messages, or refuses them when told to. */
export async function smtpServer(): Promise<SmtpServer> {
  const messages: string[] = [];
  let code: number | "silence" = 250;
  let taken: () => Promise<void> = async () => undefined;
  const server: Server = createServer((socket) => {
    let buffer = "";
    let isMessage = false;
    socket.on("error", () => undefined);
    socket.write("220 test ESMTP\r\n");
    socket.on("data", (chunk) => {
      buffer += chunk.toString("utf8");
      for (;;) {
        const end = isMessage ? buffer.indexOf("\r\n.\r\n") : buffer.indexOf("\r\n");
        if (end < 0) return;
        const part = buffer.slice(0, end);
        buffer = buffer.slice(end + (isMessage ? 5 : 2));
        if (isMessage) {
          isMessage = false;
          if (code === 250 || code === "silence") messages.push(part);
          if (code === "silence") socket.destroy();
          else void taken().then(() => socket.write(`${code} answer for person@example.com\r\n`));
        } else if (/^DATA/i.test(part)) {
          isMessage = true;
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(part)) {
          socket.end("221 bye\r\n");
        } else {
          socket.write("250 ok\r\n");
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port.");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    messages,
    answer: (next) => void (code = next),
    whenTaken: (act) => void (taken = act),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
