import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { decodeSessionToken, encodeSessionToken, parseSessionSubject } from "./session-token";

const SECRET = "a secret for this test, 32 letters and more";
const KEY = {
  merchantId: "01900000-0000-7000-8000-00000000000a",
  sessionId: "01900000-0000-7000-8000-00000000000b",
};

describe("a session token", () => {
  test("names the session, and shows it to nobody without the secret", async () => {
    const token = await encodeSessionToken(KEY, SECRET, 60);
    expect(await decodeSessionToken(token, SECRET)).toEqual(KEY);
    const readable = token.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    expect(readable.join()).not.toContain(KEY.sessionId);
  });

  test("is worth nothing under another secret", async () => {
    const token = await encodeSessionToken(KEY, `${SECRET}!`, 60);
    expect(await decodeSessionToken(token, SECRET)).toBeNull();
  });

  test("is worth nothing when one letter differs", async () => {
    const token = await encodeSessionToken(KEY, SECRET, 60);
    const at = token.length - 8;
    const forged = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    expect(await decodeSessionToken(forged, SECRET)).toBeNull();
  });

  test("is worth nothing past its time", async () => {
    const token = await encodeSessionToken(KEY, SECRET, -60);
    expect(await decodeSessionToken(token, SECRET)).toBeNull();
  });

  test.each(["", "x", "a.b.c.d.e", "Bearer x", "%E0%A4%A", "\u0000"])(
    "is worth nothing as %j",
    async (token) => {
      expect(await decodeSessionToken(token, SECRET)).toBeNull();
    },
  );

  test("that decrypts but names no session is nobody's", async () => {
    const token = await encode({ token: { name: "Ada", role: "finance_admin" }, secret: SECRET });
    expect(await decodeSessionToken(token, SECRET)).toBeNull();
  });
});

describe("parseSessionSubject", () => {
  test.each([
    { name: "nothing", subject: undefined },
    { name: "a message", subject: { message: "There is a problem with the server configuration." } },
    { name: "one id", subject: KEY.sessionId },
    { name: "three ids", subject: `${KEY.merchantId}.${KEY.sessionId}.${KEY.sessionId}` },
    { name: "a list", subject: [`${KEY.merchantId}.${KEY.sessionId}`] },
    { name: "a line more", subject: `${KEY.merchantId}.${KEY.sessionId}\n` },
  ])("finds no session in $name", ({ subject }) => {
    expect(parseSessionSubject(subject)).toBeNull();
  });
});
