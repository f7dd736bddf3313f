import { signingKeyFrom } from "@/scripts/stack/signing-key-from";

/** Keys that sign checkpoints in tests. */
export const AN_AUDIT_KEY = signingKeyFrom("a test");
export const ANOTHER_AUDIT_KEY = signingKeyFrom("another test");
