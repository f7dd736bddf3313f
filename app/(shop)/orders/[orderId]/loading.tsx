import { Skeleton, SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <SkeletonHeader />
      <Skeleton className="mb-10 h-4 w-full" />
      <Skeleton className="mb-10 h-14 w-72 max-w-full" />
      <SkeletonRows rowCount={4} label="Loading the order" />
    </>
  );
}
