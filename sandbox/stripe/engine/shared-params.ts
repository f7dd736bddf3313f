import type { Address, BillingDetails, Metadata, Shipping } from "../objects.ts";
import { clearable, object, text, type MetadataChange, type Parsed } from "../protocol/params.ts";

const addressSpec = {
  city: clearable(text()),
  country: clearable(text()),
  line1: clearable(text()),
  line2: clearable(text()),
  postal_code: clearable(text()),
  state: clearable(text()),
};
export const addressParams = object(addressSpec);

const billingSpec = {
  address: clearable(addressParams),
  email: clearable(text()),
  name: clearable(text()),
  phone: clearable(text()),
  tax_id: clearable(text()),
};
export const billingParams = object(billingSpec);

const shippingSpec = {
  address: addressParams,
  carrier: clearable(text()),
  name: text(),
  phone: clearable(text()),
  tracking_number: clearable(text()),
};
export const shippingParams = object(shippingSpec);

export function toAddress(
  given: Parsed<typeof addressSpec> | null | undefined,
  current: Address | null = null,
): Address {
  return {
    city: given?.city ?? current?.city ?? null,
    country: given?.country ?? current?.country ?? null,
    line1: given?.line1 ?? current?.line1 ?? null,
    line2: given?.line2 ?? current?.line2 ?? null,
    postal_code: given?.postal_code ?? current?.postal_code ?? null,
    state: given?.state ?? current?.state ?? null,
  };
}

const kept = (given: string | null | undefined, current: string | null | undefined): string | null =>
  given === undefined ? (current ?? null) : given;

export function toBilling(
  given: Parsed<typeof billingSpec> | undefined,
  current?: BillingDetails,
): BillingDetails {
  return {
    address: toAddress(given?.address, current?.address ?? null),
    email: kept(given?.email, current?.email),
    name: kept(given?.name, current?.name),
    phone: kept(given?.phone, current?.phone),
    tax_id: kept(given?.tax_id, current?.tax_id),
  };
}

export function toShipping(given: Parsed<typeof shippingSpec> | null | undefined): Shipping | null {
  if (given === null || given === undefined) return null;
  return {
    address: toAddress(given.address),
    carrier: given.carrier ?? null,
    name: given.name ?? "",
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}

/** Adds and replaces keys; an empty value removes its key and an empty hash removes all. https://docs.stripe.com/api/metadata */
export function mergeMetadata(current: Metadata, change: MetadataChange | undefined): Metadata {
  if (change === undefined) return current;
  if (change === null) return {};
  return Object.fromEntries(Object.entries({ ...current, ...change }).filter(([, value]) => value !== ""));
}
