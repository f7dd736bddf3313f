import { isInquiry } from "../engine/charge-disputes.ts";
import { requireOpen, updateDispute } from "../engine/dispute-evidence.ts";
import { closeDispute } from "../engine/disputes.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { boolean, metadata, oneOf, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { checkReferences } from "./check-evidence.ts";
import { evidenceParams, toEvidence } from "./dispute-evidence-params.ts";
import { findDispute } from "./find.ts";

const retrieve = route({
  method: "GET",
  path: "/v1/disputes/:id",
  params: {},
  handle: ({ sandbox, id }) => findDispute(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/disputes/:id",
  params: {
    evidence: evidenceParams,
    intended_submission_method: oneOf("manual", "prefer_manual", "prefer_smart_disputes", "smart_disputes"),
    metadata: metadata(),
    submit: boolean(),
  },
  handle({ sandbox, params, id }) {
    const dispute = findDispute(sandbox, id);
    const evidence = params.evidence === undefined ? undefined : toEvidence(params.evidence);
    if (evidence !== undefined) checkReferences(sandbox, dispute, evidence);
    updateDispute(sandbox, dispute, {
      evidence,
      intendedSubmissionMethod: params.intended_submission_method,
      metadata: mergeMetadata(dispute.metadata, params.metadata),
      isSubmitted: params.submit ?? true,
    });
    return dispute;
  },
});

const close = route({
  method: "POST",
  path: "/v1/disputes/:id/close",
  params: {},
  handle({ sandbox, id }) {
    const dispute = findDispute(sandbox, id);
    requireOpen(dispute);
    closeDispute(sandbox, dispute, isInquiry(dispute) ? "warning_closed" : "lost");
    return dispute;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/disputes",
  params: { ...pageParams, charge: text(), created: timeRange(), payment_intent: text() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.disputes,
      url: "/v1/disputes",
      kind: "dispute",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.charge === undefined || row.charge === params.charge) &&
        (params.payment_intent === undefined || row.payment_intent === params.payment_intent),
    }),
});

/** https://docs.stripe.com/api/disputes */
export const disputeRoutes = [retrieve, update, close, listAll];
