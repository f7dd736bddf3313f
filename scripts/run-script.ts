/** Runs a command-line script: a failure prints its sentence, not a stack, and exits with 1. REMIT_DEBUG=1 shows all. */
export async function runScript(script: () => Promise<void>): Promise<void> {
  try {
    await script();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(process.env["REMIT_DEBUG"] ? error : message);
    process.exitCode = 1;
  }
}
