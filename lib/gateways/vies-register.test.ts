import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viesRegister } from "./vies-register";

const asked: string[] = [];
let answer: string | null = "";
let status = 200;
const server = createServer((request, response) => {
  asked.push(request.url ?? "");
  if (answer !== null) response.writeHead(status).end(answer);
});
let baseUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/rest-api/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const look = (country = "DE", taxId = "DE136695976", timeoutMs = 5_000) =>
  viesRegister({ baseUrl, timeoutMs }).look(country, taxId);

describe("INV-05: the VAT register of the European Union", () => {
  test.each([
    { name: "knows it", body: '{"isValid":true,"userError":"VALID"}', code: 200, said: "registered" },
    {
      name: "does not know it",
      body: '{"isValid":false,"userError":"INVALID"}',
      code: 200,
      said: "not_registered",
    },
    {
      name: "has a country away",
      body: '{"isValid":false,"userError":"MS_UNAVAILABLE"}',
      code: 200,
      said: "not_reached",
    },
    { name: "is broken", body: '{"userError":"VALID"}', code: 500, said: "not_reached" },
    { name: "speaks no JSON", body: "<html>", code: 200, said: "not_reached" },
  ])("is understood where it $name", async ({ body, code, said }) => {
    [answer, status] = [body, code];
    expect(await look()).toBe(said);
  });

  test("is asked without the country before the number, by its own name for Greece", async () => {
    [answer, status] = ["{}", 200];
    await look();
    await look("GR", "EL094259216");
    expect(asked.slice(-2)).toEqual(["/rest-api/ms/DE/vat/136695976", "/rest-api/ms/EL/vat/094259216"]);
  });

  test("is not waited for", async () => {
    answer = null;
    expect(await look("DE", "DE136695976", 50)).toBe("not_reached");
  });
});
