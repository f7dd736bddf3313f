import { Skeleton, SkeletonHeader, SkeletonRows } from "../ui/skeleton";

/** The shape of a list that comes: a head, a line of filters, rows. */
export function ListSkeleton() {
  return (
    <>
      <SkeletonHeader />
      <div className="mb-6 flex gap-3">
        <Skeleton className="h-9 w-56" />
        <Skeleton className="h-9 w-32" />
      </div>
      <SkeletonRows rowCount={12} />
    </>
  );
}
