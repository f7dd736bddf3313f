import { SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

export default function MailboxLoading() {
  return (
    <>
      <SkeletonHeader />
      <SkeletonRows rowCount={8} label="Loading the mailbox" />
    </>
  );
}
