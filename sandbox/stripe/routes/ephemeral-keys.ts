import { newId, newSecret } from "../ids.ts";
import { invalidParameter, noSuch } from "../protocol/errors.ts";
import { notSimulated, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS } from "../sandbox.ts";
import { findCustomer } from "./find.ts";

const VALID_FOR_S = 3_600;

/** https://docs.stripe.com/payments/mobile: a phone may see one customer for an hour. */
const create = route({
  method: "POST",
  path: "/v1/ephemeral_keys",
  params: {
    customer: text(),
    customer_account: notSimulated(),
    issuing_card: notSimulated(),
    nonce: notSimulated(),
    verification_session: notSimulated(),
  },
  handle({ sandbox, params }) {
    if (params.customer === undefined)
      throw invalidParameter("Missing required param: customer.", {
        code: "parameter_missing",
        param: "customer",
      });
    const customer = findCustomer(sandbox, params.customer);
    const key = {
      id: newId("ephkey_"),
      object: "ephemeral_key",
      created: nowS(),
      expires: nowS() + VALID_FOR_S,
      livemode: false,
      secret: newSecret("ek_test_"),
    } as const;
    sandbox.store.ephemeralKeys.set(key.id, { ...key, customer: customer.id });
    return key;
  },
});

const remove = route({
  method: "DELETE",
  path: "/v1/ephemeral_keys/:id",
  params: {},
  handle({ sandbox, id }) {
    const key = sandbox.store.ephemeralKeys.peek(id);
    if (key === undefined) throw noSuch("ephemeral key", id, "key");
    sandbox.store.ephemeralKeys.delete(id);
    const { object, created, livemode } = key;
    return { id, object, created, expires: nowS(), livemode };
  },
});

/** https://docs.stripe.com/api/ephemeral_keys */
export const ephemeralKeyRoutes = [create, remove];
