import { cn } from "./cn";

/** The place of something that comes, in its size. Hidden from screen readers; say "Loading" once for the whole. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden="true" className={cn("inline-block h-[1em] skeleton align-middle", className)} />;
}

const WIDTHS = ["w-1/2", "w-2/3", "w-2/5", "w-3/5"];

/** The lines of a table that comes. */
export function SkeletonRows({
  rowCount,
  label = "Loading",
}: {
  readonly rowCount: number;
  readonly label?: string;
}) {
  return (
    <div className="border-t border-ink">
      <p role="status" className="sr-only">
        {label}
      </p>
      {Array.from({ length: rowCount }, (_, index) => (
        <div key={index} className="flex justify-between gap-8 border-b py-2.5">
          <Skeleton className={WIDTHS[index % WIDTHS.length]} />
          <Skeleton className="w-20" />
        </div>
      ))}
    </div>
  );
}

/** The head of a page that comes. */
export function SkeletonHeader() {
  return (
    <div className="mb-6 grid gap-3 border-b border-ink pb-5">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-8 w-64 max-w-full" />
    </div>
  );
}
