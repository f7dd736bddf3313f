import { SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <SkeletonHeader />
      <SkeletonRows rowCount={4} label="Looking at the terms" />
    </>
  );
}
