export interface ChaosOptions {
  readonly minutes: number;
  readonly customerCount: number;
}

const USAGE = "Usage: npm run chaos [-- --minutes 5 --customers 50]";

/** Reads the command line. @throws Error with the usage when it says something else. */
export function chaosOptions(args: readonly string[]): ChaosOptions {
  const given = { "--minutes": 5, "--customers": 50 };
  for (let index = 0; index < args.length; index += 2) {
    const name = args[index];
    const value = Number(args[index + 1]);
    if ((name !== "--minutes" && name !== "--customers") || !Number.isInteger(value)) throw new Error(USAGE);
    given[name] = value;
  }
  const minutes = given["--minutes"];
  const customerCount = given["--customers"];
  if (minutes < 1 || minutes > 60) throw new Error(`--minutes is between 1 and 60.\n${USAGE}`);
  if (customerCount < 1 || customerCount > 200)
    throw new Error(`--customers is between 1 and 200.\n${USAGE}`);
  return { minutes, customerCount };
}
