import { closeReview } from "../engine/reviews.ts";
import type { Review } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";

function find(sandbox: Sandbox, id: string): Review {
  const found = sandbox.store.reviews.find(id);
  if (found === undefined) throw noSuch("review", id, "review");
  return found;
}

const retrieve = route({
  method: "GET",
  path: "/v1/reviews/:id",
  params: {},
  handle: ({ sandbox, id }) => find(sandbox, id),
});

const approve = route({
  method: "POST",
  path: "/v1/reviews/:id/approve",
  params: {},
  handle({ sandbox, id }) {
    const review = find(sandbox, id);
    if (!review.open) throw invalidRequest(`Review ${id} is closed already.`);
    closeReview(sandbox, review, "approved");
    return review;
  },
});

/** Only what is still open. */
const listOpen = route({
  method: "GET",
  path: "/v1/reviews",
  params: { ...pageParams, created: timeRange() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.reviews,
      url: "/v1/reviews",
      kind: "review",
      keep: (row) => row.open && inRange(row.created, params.created),
    }),
});

/** https://docs.stripe.com/api/radar/reviews */
export const reviewRoutes = [retrieve, approve, listOpen];
