/** The first code of each field that did not parse, for the form to put words to. */
export function fieldCodes(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const issue of error.issues) codes[String(issue.path[0] ?? "form")] ??= issue.message;
  return codes;
}
