import Form from "next/form";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { LinkButton } from "../ui/link-button";

interface FilterBarProps {
  /** The list's address without filters. */
  readonly path: string;
  readonly isFiltered: boolean;
  readonly children: ReactNode;
  readonly label: string;
}

/** Filters of a list. They are its address: what one person sees, another sees by the same link, and Back works. */
export function FilterBar({ path, isFiltered, children, label }: FilterBarProps) {
  return (
    <Form
      action={path}
      aria-label={label}
      className="no-print mb-6 flex flex-wrap items-end gap-x-3 gap-y-2 [&_input]:min-h-9 [&_input]:py-1 [&_input]:text-sm [&_select]:min-h-9 [&_select]:py-1 [&_select]:text-sm max-sm:[&>*]:flex-[1_1_8rem] max-sm:[&>*:first-child]:basis-full"
    >
      {children}
      <div className="flex gap-2">
        <Button type="submit" size="small" className="min-h-9">
          Show
        </Button>
        {isFiltered && (
          <LinkButton href={path} variant="quiet" size="small" className="min-h-9">
            Clear
          </LinkButton>
        )}
      </div>
    </Form>
  );
}
