// Creates so many PaymentIntents at a sandbox, 32 at once, and writes how many seconds that took.
import http from "node:http";

const AT_ONCE = 32;
const [url = "", secretKey = "", count = "0"] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
const BODY =
  "amount=2000&currency=usd&automatic_payment_methods[enabled]=true&metadata[order]=ord_1&description=Order";

function create(turn: number): Promise<void> {
  const headers = {
    authorization: `Bearer ${secretKey}`,
    "content-type": "application/x-www-form-urlencoded",
    "content-length": BODY.length,
    "idempotency-key": `${process.pid}-${turn}`,
  };
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${url}/v1/payment_intents`,
      { method: "POST", agent, headers },
      (answer) => {
        answer.resume();
        answer.once("end", () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`It was answered ${answer.statusCode}.`)),
        );
      },
    );
    request.once("error", reject);
    request.end(BODY);
  });
}

let left = Number(count);
const startedAt = performance.now();
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (left > 0) {
      left -= 1;
      await create(left);
    }
  }),
);
process.stdout.write(String((performance.now() - startedAt) / 1_000));
agent.destroy();
