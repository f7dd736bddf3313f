import { Skeleton, SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

/** The shape of most pages of the console: a head, a line of filters, rows. */
export default function Loading() {
  return (
    <>
      <SkeletonHeader />
      <div className="mb-5 flex gap-3">
        <Skeleton className="h-9 w-56" />
        <Skeleton className="h-9 w-32" />
      </div>
      <SkeletonRows rowCount={12} />
    </>
  );
}
