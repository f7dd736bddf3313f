import { err, ok, type Result } from "@/lib/domain/result";
import { requirePermission } from "@/lib/domain/permissions";
import type { TermsRules } from "@/lib/domain/terms/offer-terms";
import { modelOf, type PaymentTerms, readTerms, termsJson } from "@/lib/domain/terms/payment-terms";
import { rulesJson } from "@/lib/domain/terms/terms-rules";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { insertTermsOption, lockTermsOptions, updateDefaultTerms } from "@/lib/db/terms";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";

export interface AddTermsOption {
  /** Names this showing of the form, so that sending it twice adds one. */
  readonly additionKey: string;
  readonly terms: PaymentTerms;
  readonly rules: TermsRules;
  readonly isDefault: boolean;
  readonly reason: string;
}

/** Offers terms to customers from now on, to whom the rules say. The new default, if it is to be that, takes the old one's place. */
export async function addTermsOption(
  ctx: ServiceContext,
  command: AddTermsOption,
): Promise<Result<{ optionId: string }>> {
  const permitted = requirePermission(ctx.actor, "terms.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { rules, isDefault } = command;
  const terms = readTerms(command.terms);
  const doRulesContradict =
    rules.minMinor !== null && rules.maxMinor !== null && rules.minMinor > rules.maxMinor;
  if (terms === null || doRulesContradict) return err({ kind: "rejected", code: "terms_malformed" });
  const { merchantId } = ctx.actor;
  const texts = { terms: termsJson(terms), rules: rulesJson(rules), isDefault };
  const operation = {
    name: `terms-option:${command.additionKey}:add`,
    command: "add-terms-option",
    input: { ...texts, reason },
  };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ optionId = "" }) => ({ optionId }),
      run: async () => {
        const before = await lockTermsOptions(tx, merchantId);
        const optionId = newId();
        if (isDefault) await updateDefaultTerms(tx, merchantId, null);
        const option = { id: optionId, terms, rules, isDefault };
        await insertTermsOption(tx, merchantId, {
          ...option,
          position: before.length + 1,
          createdAt: ctx.clock.now(),
        });
        await recordAuditEvent(tx, ctx, {
          eventType: "terms.option_added",
          command: "add-terms-option",
          outcome: "succeeded",
          reason,
          changes: { optionId, name: modelOf(terms).name, ...texts },
        });
        return ok({ optionId });
      },
    }),
  );
}
