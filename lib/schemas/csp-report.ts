import { z } from "zod";

const MAX = 2_048;
const text = z.string().max(MAX);

/** The old form, one report a request. @see https://www.w3.org/TR/CSP3/#deprecated-serialize-violation */
const legacyReport = z.object({
  "csp-report": z.object({
    "document-uri": text,
    "blocked-uri": text,
    "effective-directive": text.optional(),
    "violated-directive": text.optional(),
  }),
});

/** The Reporting API's form, several reports of any kind. @see https://www.w3.org/TR/CSP3/#reporting */
const report = z.object({
  type: z.literal("csp-violation"),
  body: z.object({ documentURL: text, blockedURL: text.optional(), effectiveDirective: text }),
});
const otherReport = z.object({ type: text });

/** What a browser says that it blocked, in either of the two forms that browsers send. */
export const cspReports = z.union([
  legacyReport.transform(({ "csp-report": one }) => [
    {
      documentUrl: one["document-uri"],
      blockedUrl: one["blocked-uri"],
      directive: one["effective-directive"] ?? one["violated-directive"] ?? "",
    },
  ]),
  z
    .array(z.union([report, otherReport]))
    .max(50)
    .transform((all) =>
      all.flatMap((one) =>
        "body" in one
          ? [
              {
                documentUrl: one.body.documentURL,
                blockedUrl: one.body.blockedURL ?? "",
                directive: one.body.effectiveDirective,
              },
            ]
          : [],
      ),
    ),
]);
