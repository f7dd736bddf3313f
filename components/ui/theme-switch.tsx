"use client";

import { useId, useState } from "react";
import { cn } from "./cn";
import { type Theme, THEME_COOKIE, THEMES } from "./theme";

const WORDS = { light: "Light", dark: "Dark", system: "As system" } as const satisfies Record<Theme, string>;

function choose(theme: Theme): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  document.documentElement.dataset["theme"] = theme;
}

/** Light, dark or as the system has it. Takes effect at once and stays. */
export function ThemeSwitch({ theme }: { readonly theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  const name = useId();
  return (
    <fieldset className="flex items-center gap-1 text-sm">
      <legend className="sr-only">Colors of the page</legend>
      {THEMES.map((each) => (
        <label
          key={each}
          className={cn(
            "relative inline-flex min-h-7 items-center border-b-2 px-1.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
            each === chosen
              ? "border-ink font-semibold"
              : "border-transparent text-ink-soft hover:text-ink forced-colors:border-[Canvas]",
          )}
        >
          <input
            type="radio"
            name={name}
            value={each}
            checked={each === chosen}
            className="sr-only"
            onChange={() => {
              setChosen(each);
              choose(each);
            }}
          />
          {WORDS[each]}
        </label>
      ))}
    </fieldset>
  );
}
