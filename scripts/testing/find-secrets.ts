/** What secrets look like. Values for tests are short or say what they are, so that only real ones are long and random. */
const KINDS = [
  { kind: "a key of Stripe's", pattern: /\b(?:sk|rk)_(?:live|test)_([A-Za-z0-9]{20,})/g },
  { kind: "a signing secret", pattern: /\bwhsec_([A-Za-z0-9+/=]{24,})/g },
  { kind: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+([A-Za-z0-9+/=\s]{40,})/g },
  { kind: "a token of GitHub's", pattern: /\b(?:gh[pousr]|github_pat)_([A-Za-z0-9_]{30,})/g },
  { kind: "a token of npm's", pattern: /\bnpm_([A-Za-z0-9]{36})\b/g },
  { kind: "an access key of AWS", pattern: /\bAKIA([A-Z0-9]{16})\b/g },
  { kind: "a token of Slack's", pattern: /\bxox[abprs]-([A-Za-z0-9-]{20,})/g },
] as const;

const DISTINCT_MIN = 10;

/** The sandbox's keys are everybody's, and say whose they are. A value of few different characters is somebody's example. */
function looksRandom(value: string): boolean {
  return (
    !value.startsWith("sandboxRemit") &&
    new Set(value).size >= DISTINCT_MIN &&
    /\d/.test(value) &&
    /[a-z]/i.test(value)
  );
}

/** The kinds of secrets that stand in a text, with their lines. Never tells a value. */
export function findSecrets(text: string): string[] {
  return KINDS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)]
      .filter(([, value = ""]) => looksRandom(value))
      .map(({ index }) => `${kind} in line ${text.slice(0, index).split("\n").length}`),
  );
}
