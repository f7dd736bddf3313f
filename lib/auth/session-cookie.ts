/** How the browser keeps its session's name. Over HTTPS the prefix makes browsers refuse a cookie set for other hosts or paths. */
export function sessionCookie(appUrl: string) {
  const isSecure = new URL(appUrl).protocol === "https:";
  return {
    name: isSecure ? "__Host-remit.session" : "remit.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
  } as const;
}
