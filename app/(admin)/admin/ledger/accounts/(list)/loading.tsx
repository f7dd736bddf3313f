import { SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

/** The shape of the chart: its head, then accounts in two columns. */
export default function Loading() {
  return (
    <>
      <SkeletonHeader />
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
        <SkeletonRows rowCount={8} label="Loading accounts" />
        <SkeletonRows rowCount={8} label="Loading accounts" />
      </div>
    </>
  );
}
