import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/lib/auth/options";

interface AuthRouteContext {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** next-auth's own endpoints. Its settings come from the environment, so they are read with the first request, not by the build. */
async function handler(request: NextRequest, context: AuthRouteContext): Promise<Response> {
  const answer: unknown = await NextAuth(request, context, authOptions());
  return answer instanceof Response ? answer : new Response(null, { status: 500 });
}

export { handler as GET, handler as POST };
