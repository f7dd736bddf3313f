export const THEMES = ["light", "dark", "system"] as const;

export type Theme = (typeof THEMES)[number];

/** The cookie that carries the choice to the server, so that the first paint is right. */
export const THEME_COOKIE = "remit_theme";

/** The choice in a cookie's value; anything else is the system's. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
