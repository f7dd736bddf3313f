import { SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

/** The shape of the first page: what waits at the left, the figures at the right. */
export default function Loading() {
  return (
    <>
      <SkeletonHeader />
      <div className="grid gap-x-14 gap-y-10 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <SkeletonRows rowCount={8} label="Loading what needs attention" />
        <SkeletonRows rowCount={6} label="Loading figures" />
      </div>
    </>
  );
}
