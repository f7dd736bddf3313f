import { Skeleton, SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <SkeletonHeader />
      <div className="grid gap-10 md:grid-cols-[1fr_22rem]">
        <Skeleton className="h-64 w-full" />
        <SkeletonRows rowCount={3} label="Loading the checkout" />
      </div>
    </>
  );
}
