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

/** Whether an error, or what caused it, says that the database is away: the same act may succeed once it is back. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    error.name === "TransientError" ||
    SQL_STATES.test(code) ||
    CODES.has(code) ||
    CUT.test(error.message) ||
    isOutage(error.cause)
  );
}
