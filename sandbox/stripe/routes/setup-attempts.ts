import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";

const listAll = route({
  method: "GET",
  path: "/v1/setup_attempts",
  params: { ...pageParams, created: timeRange(), setup_intent: required(text()) },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.setupAttempts,
      url: "/v1/setup_attempts",
      kind: "setup_attempt",
      keep: (row) => inRange(row.created, params.created) && row.setup_intent === params.setup_intent,
    }),
});

/** https://docs.stripe.com/api/setup_attempts */
export const setupAttemptRoutes = [listAll];
