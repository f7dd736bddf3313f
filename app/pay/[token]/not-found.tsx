import { PageHeader } from "@/components/ui/page-header";
import { PayFrame } from "./_components/pay-frame";

export default function LinkNotFound() {
  return (
    <PayFrame merchant={null}>
      <PageHeader
        title="This link opens nothing"
        lead="Check that you copied all of it, or ask the seller for a new one. Nothing was charged."
      />
    </PayFrame>
  );
}
