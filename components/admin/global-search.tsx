"use client";

import Form from "next/form";
import { useEffect, useId, useRef } from "react";
import { CONTROL_STYLE } from "../ui/field";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]");
}

/** Finds an order by anything that names it. "/" goes there from wherever nothing is being typed. */
export function GlobalSearch() {
  const ref = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      // Two of these fields are on the page, one for each width; only one is seen.
      if (!ref.current || ref.current.offsetParent === null) return;
      event.preventDefault();
      ref.current.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  return (
    <Form action="/admin/orders" role="search" className="grid gap-1">
      <label htmlFor={id} className="text-xs font-semibold text-ink-soft">
        Find an order
      </label>
      <input
        ref={ref}
        id={id}
        type="search"
        name="search"
        placeholder="No., name, pi_…"
        autoComplete="off"
        spellCheck={false}
        className={`${CONTROL_STYLE} min-h-9 py-1 text-sm`}
      />
    </Form>
  );
}
