import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice: argon2id (the library's default variant), 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** A hash of a random password that nobody knows: verifying against it takes as long as against a real one. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$OE3r213vmklQqxUtAnWUDA$fO3QcwMlE270tBiQT+SoOxOqdPW9C55v5LxoN2vrMHo";

/** The hash of a password, with salt and parameters inside. Spellings that look the same are the same (NFKC). */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), PARAMETERS);
}

/** Whether the password has this hash. Without a hash the answer is no, after the same work. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODYS_HASH, password.normalize("NFKC"));
  return passwordHash !== null && matches;
}
