/** The body of a mail without the secret of its link, for keeping once the mail has left. */
export function withoutResetLink(body: string): string {
  return body.replace(/(\/reset-password\?token=)[\w.%-]+/g, "$1removed");
}
