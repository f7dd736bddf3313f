import { noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { boolean, list, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";

const retrieve = route({
  method: "GET",
  path: "/v1/events/:id",
  params: {},
  handle({ sandbox, id }) {
    const found = sandbox.store.events.find(id);
    if (found === undefined) throw noSuch("event", id, "id");
    return found;
  },
});

/** `charge.*` names all of a kind. */
const matchesType = (pattern: string, type: string): boolean =>
  pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));

const listAll = route({
  method: "GET",
  path: "/v1/events",
  params: {
    ...pageParams,
    created: timeRange(),
    delivery_success: boolean(),
    type: text(),
    types: list(text()),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.events,
      url: "/v1/events",
      kind: "event",
      keep: (row) =>
        (row.account ?? null) === sandbox.account &&
        inRange(row.created, params.created) &&
        (params.type === undefined || matchesType(params.type, row.type)) &&
        (params.types === undefined || params.types.some((type) => matchesType(type, row.type))) &&
        (params.delivery_success === undefined || (row.pending_webhooks === 0) === params.delivery_success),
    }),
});

/** https://docs.stripe.com/api/events */
export const eventRoutes = [retrieve, listAll];
