import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { Actor, CustomerActor, StaffActor } from "@/lib/domain/actor";
import { err, ok, type Result } from "@/lib/domain/result";
import { businessClock, systemClock } from "@/lib/platform/clock";
import { followClock } from "@/lib/services/clock/follow-clock";
import type { ServiceContext } from "@/lib/services/context";
import { currentActor } from "./current-actor";
import { currentMerchant } from "./current-merchant";
import { payLinkContext } from "./pay-link-context";
import { requestFacts } from "./request-facts";

async function contextOf<A extends Actor>(actor: A): Promise<ServiceContext<A>> {
  const [{ traceId, ipAddress }] = await Promise.all([requestFacts(), followClock()]);
  return { actor, traceId, ipAddress, clock: businessClock };
}

/** What time it is for prices, dates and what is due: the business clock, as far as staff moved it. */
export async function businessNow(): Promise<Date> {
  await followClock();
  return businessClock.now();
}

/** Whoever is signed in; a visitor is sent to sign in and comes back to this page. */
export async function serviceContext(): Promise<ServiceContext> {
  const actor = await currentActor();
  if (actor === null) redirect(`/sign-in?next=${encodeURIComponent((await requestFacts()).path)}`);
  return contextOf(actor);
}

/** The signed-in customer. Staff, who buy nothing, are sent to the console. */
export async function customerContext(): Promise<ServiceContext<CustomerActor>> {
  const ctx = await serviceContext();
  if (ctx.actor.kind !== "customer") redirect("/admin");
  return contextOf(ctx.actor);
}

/** The signed-in member of staff. For a customer the console does not exist. */
export async function staffContext(): Promise<ServiceContext<StaffActor>> {
  const ctx = await serviceContext();
  if (ctx.actor.kind !== "staff") notFound();
  return contextOf(ctx.actor);
}

/** For route handlers: whoever holds the link that is sent along, else the signed-in person, or a refusal; never a redirect. */
export async function apiContext(): Promise<Result<ServiceContext>> {
  const token = (await headers()).get("remit-pay-link");
  if (token !== null) return payLinkContext(token);
  const actor = await currentActor();
  if (actor === null) return err({ kind: "unauthenticated", code: "sign_in_required" });
  return ok(await contextOf(actor));
}

/**
 * A visitor of the current storefront, for the few commands that anybody may ask for: signing up and in, a reset of a password.
 * It acts as the system of that merchant: hand it to no other service. Sessions and attempts go by the machine's time.
 */
export async function visitorContext(): Promise<ServiceContext> {
  const merchant = await currentMerchant();
  const { traceId, ipAddress } = await requestFacts();
  const actor: Actor = { kind: "system", merchantId: merchant.id, name: "visitor" };
  return { actor, traceId, ipAddress, clock: systemClock };
}
