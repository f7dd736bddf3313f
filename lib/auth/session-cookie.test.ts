import { describe, expect, test } from "vitest";
import { sessionCookie } from "./session-cookie";

describe("sessionCookie", () => {
  test("SEC-07: is bound to the host and to HTTPS where there is HTTPS", () => {
    expect(sessionCookie("https://pay.example.com")).toEqual({
      name: "__Host-remit.session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
  });

  test("keeps scripts and other sites away without HTTPS too", () => {
    expect(sessionCookie("http://localhost:3000")).toEqual({
      name: "remit.session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
    });
  });
});
