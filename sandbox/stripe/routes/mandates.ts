import { noSuch } from "../protocol/errors.ts";
import { route } from "../protocol/route.ts";

const retrieve = route({
  method: "GET",
  path: "/v1/mandates/:id",
  params: {},
  handle({ sandbox, id }) {
    const found = sandbox.store.mandates.find(id);
    if (found === undefined) throw noSuch("mandate", id, "mandate");
    return found;
  },
});

/** https://docs.stripe.com/api/mandates */
export const mandateRoutes = [retrieve];
