"use client";

import type { Appearance } from "@stripe/stripe-js";
import { useEffect, useState } from "react";

/** What a token comes to now, as a plain color: a probe wears it and the browser works it out. */
function tokenColors<const T extends string>(names: readonly T[]): Record<T, string> {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colors: Record<string, string> = {};
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    colors[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colors;
}

const TOKENS = ["paper-raised", "ink", "ink-soft", "ink-faint", "rule-strong", "accent", "danger"] as const;

function readAppearance(): Appearance {
  const colors = tokenColors(TOKENS);
  return {
    theme: "stripe",
    labels: "above",
    variables: {
      colorPrimary: colors["accent"],
      colorBackground: colors["paper-raised"],
      colorText: colors["ink"],
      colorTextSecondary: colors["ink-soft"],
      colorTextPlaceholder: colors["ink-faint"],
      colorDanger: colors["danger"],
      fontFamily: '"Source Sans 3", system-ui, sans-serif',
      fontSizeBase: "17px",
      fontSizeSm: "15px",
      borderRadius: "3px",
      spacingUnit: "4px",
      gridRowSpacing: "14px",
    },
    rules: {
      ".Input": {
        backgroundColor: colors["paper-raised"],
        border: `1px solid ${colors["rule-strong"]}`,
        padding: "9px 12px",
        boxShadow: "none",
      },
      ".Input:focus": { border: `1px solid ${colors["accent"]}`, outline: `2px solid ${colors["accent"]}` },
      ".Input--invalid": { border: `2px solid ${colors["danger"]}` },
      ".Label": { fontWeight: "600" },
      ".Tab": {
        backgroundColor: colors["paper-raised"],
        border: `1px solid ${colors["rule-strong"]}`,
        boxShadow: "none",
      },
      ".Tab--selected": { border: `2px solid ${colors["accent"]}`, boxShadow: "none" },
    },
  };
}

/** The look of Stripe's fields in our tokens. Follows the theme; null until the browser has worked out the colors. */
export function useAppearance(): Appearance | null {
  const [appearance, setAppearance] = useState<Appearance | null>(null);
  useEffect(() => {
    const read = () => setAppearance(readAppearance());
    read();
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    scheme.addEventListener("change", read);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", read);
    };
  }, []);
  return appearance;
}
