/** SQLSTATE classes of a server that is away, full, starting or stopping. */
const SQL_STATES = /^(08|53|57P)/;

/** What sockets and the ORM say when nobody answers or the connection is cut. */
const CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
]);

/** The driver gives no code to a connection that ends while it is made or used. */
const CUT = /^(Connection terminated|Client has encountered a connection error)/;

/** SQLSTATE of a server whose disk holds no more. */
const DISK_FULL = "53100";

/** Where libraries put what an error came from: the standard's place, and the ORM's, whose adapter tells PostgreSQL's code. */
function causesOf(error: object): unknown[] {
  const causes: unknown[] = [];
  if ("cause" in error) causes.push(error.cause);
  if ("meta" in error && typeof error.meta === "object" && error.meta !== null)
    causes.push(Reflect.get(error.meta, "driverAdapterError"));
  return causes;
}

function codesOf(error: object): string[] {
  return ["code", "originalCode"].flatMap((name) => {
    const code: unknown = Reflect.get(error, name);
    return typeof code === "string" ? [code] : [];
  });
}

/** Whether something holds for an error, or for anything that caused it. */
function holdsFor(error: unknown, test: (one: object) => boolean, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 8) return false;
  return test(error) || causesOf(error).some((cause) => holdsFor(cause, test, depth + 1));
}

function saysAway(error: object): boolean {
  const codes = codesOf(error);
  if (codes.some((code) => SQL_STATES.test(code) || CODES.has(code))) return true;
  return error instanceof Error && (error.name === "TransientError" || CUT.test(error.message));
}

/** Whether an error, or what caused it, says that the database is away: the same act may succeed once it is back. */
export function isOutage(error: unknown): boolean {
  return holdsFor(error, saysAway);
}

/** Whether the database could not write because its disk is full. It may read all the same. */
export function isDiskFull(error: unknown): boolean {
  return holdsFor(error, (one) => codesOf(one).includes(DISK_FULL));
}
