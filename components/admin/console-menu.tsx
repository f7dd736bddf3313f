"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "../ui/button";

/** "Menu" on a narrow page: opens the console's tabs over the sheet and closes when one was chosen. Escape leaves. */
export function ConsoleMenu({ children }: { readonly children: ReactNode }) {
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === pathname;
  const id = useId();
  const buttonRef = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpenAt(null);
      buttonRef.current?.focus();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [isOpen]);

  return (
    <div className="lg:hidden">
      <Button
        ref={buttonRef}
        size="small"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpenAt(isOpen ? null : pathname)}
      >
        {isOpen ? "Close" : "Menu"}
      </Button>
      <div
        id={id}
        hidden={!isOpen}
        className="absolute inset-x-0 top-[3.25rem] z-30 border-b border-ink bg-paper-raised"
      >
        <div className="grid max-h-[calc(100dvh-3.25rem)] gap-4 overflow-y-auto p-4">{children}</div>
      </div>
    </div>
  );
}
