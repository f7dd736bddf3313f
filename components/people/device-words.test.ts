import { describe, expect, test } from "vitest";
import { deviceWords } from "./device-words";

describe("deviceWords", () => {
  test.each([
    {
      name: "nominal",
      agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
      words: "Firefox on Windows",
    },
    {
      name: "a phone's Safari",
      agent:
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
      words: "Safari on iOS",
    },
    {
      name: "Edge, which also says Chrome and Safari",
      agent:
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0",
      words: "Edge on macOS",
    },
    {
      name: "an Android phone, which also says Linux",
      agent: "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36",
      words: "Chrome on Android",
    },
    { name: "a program", agent: "curl/8.0", words: "Another program" },
    { name: "nothing", agent: "", words: "Another program" },
  ])("knows $name", ({ agent, words }) => {
    expect(deviceWords(agent)).toBe(words);
  });
});
