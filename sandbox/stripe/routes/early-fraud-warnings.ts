import { noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";

const retrieve = route({
  method: "GET",
  path: "/v1/radar/early_fraud_warnings/:id",
  params: {},
  handle({ sandbox, id }) {
    const found = sandbox.store.earlyFraudWarnings.find(id);
    if (found === undefined) throw noSuch("early fraud warning", id, "early_fraud_warning");
    return found;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/radar/early_fraud_warnings",
  params: { ...pageParams, charge: text(), created: timeRange(), payment_intent: text() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.earlyFraudWarnings,
      url: "/v1/radar/early_fraud_warnings",
      kind: "early fraud warning",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.charge === undefined || row.charge === params.charge) &&
        (params.payment_intent === undefined || row.payment_intent === params.payment_intent),
    }),
});

/** https://docs.stripe.com/api/radar/early_fraud_warnings */
export const earlyFraudWarningRoutes = [retrieve, listAll];
