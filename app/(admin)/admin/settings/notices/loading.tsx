import { SkeletonHeader, SkeletonRows } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <SkeletonHeader />
      <SkeletonRows rowCount={9} label="Looking at everything" />
    </>
  );
}
