import { ConfirmEnvironment } from "@/components/admin/confirm-environment";
import { ReasonDialog } from "@/components/admin/reason-dialog";
import { MoneyText } from "@/components/money/money-text";
import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { DialogCancel } from "@/components/ui/dialog-cancel";
import { SubmitButton } from "@/components/ui/submit-button";
import { publicId } from "@/lib/platform/ids";
import type { ManualPaymentView } from "@/lib/queries/manual-payments/find-manual-payment";
import {
  bounceManualPaymentAction,
  rejectManualPaymentAction,
  verifyManualPaymentAction,
} from "../manual-payments/actions";
import { confirmableEnvironment } from "./confirmable-environment";

interface ManualPaymentActsProps {
  readonly payment: ManualPaymentView;
  readonly isRecorder: boolean;
  readonly mayVerify: boolean;
  readonly mayReject: boolean;
  readonly locale: string;
}

/** Verifying, which pays, and rejecting, which ends it. Whoever recorded it is told why they cannot verify. */
export function ManualPaymentActs(props: ManualPaymentActsProps) {
  const { payment, isRecorder, mayVerify, mayReject, locale } = props;
  const record = { name: "manualPaymentId", id: publicId("manualPayment", payment.id) };
  if (payment.state === "verified" && mayReject)
    return (
      <ReasonDialog
        action={bounceManualPaymentAction}
        record={record}
        trigger="It bounced"
        title="Did the money go back?"
        consequences={[
          "Everything that it paid is owed again, by the same invoices. Its entries are reversed.",
          "Credit that came of what was paid in excess is taken back.",
          "What was delivered stays delivered.",
        ]}
        confirm="It went back"
        pending="Taking it back…"
        environment={confirmableEnvironment()}
        locale={locale}
      />
    );
  if (payment.state !== "recorded") return null;
  return (
    <>
      {mayVerify && isRecorder && (
        <p className="self-center text-sm text-ink-soft">You recorded it: somebody else has to verify it.</p>
      )}
      {mayVerify && !isRecorder && (
        <Dialog
          trigger="Verify"
          triggerVariant="primary"
          title="Is the money there?"
          description={
            <>
              <MoneyText amount={payment.amount} locale={locale} /> is then counted as paid, and posted from
              the bank to what {payment.customer.name} owes. What is left over becomes credit.
            </>
          }
        >
          <ActionForm action={verifyManualPaymentAction} className="grid gap-4" locale={locale}>
            <input type="hidden" name={record.name} value={record.id} />
            <ConfirmEnvironment environment={confirmableEnvironment()} />
            <div className="flex flex-wrap justify-end gap-2">
              <DialogCancel />
              <SubmitButton pendingLabel="Verifying…">I have seen the money</SubmitButton>
            </div>
          </ActionForm>
        </Dialog>
      )}
      {mayReject && (
        <ReasonDialog
          action={rejectManualPaymentAction}
          record={record}
          trigger="Reject"
          title="Reject this payment?"
          consequences={["It pays nothing, now or later. What was recorded stays on record."]}
          confirm="Reject the payment"
          pending="Rejecting…"
          environment={null}
          locale={locale}
        />
      )}
    </>
  );
}
