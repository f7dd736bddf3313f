import localFont from "next/font/local";

/** Words and figures. Its figures can be set in columns (tnum), which is why it is this face. */
const words = localFont({
  src: "./source-sans-3-latin-wght-normal.woff2",
  weight: "200 900",
  variable: "--font-source-sans",
  display: "swap",
  fallback: ["Source Sans Pro", "system-ui", "sans-serif"],
});

/** The rest of the Latin script, fetched only by a page that has such a letter. */
const wordsExtended = localFont({
  src: "./source-sans-3-latin-ext-wght-normal.woff2",
  weight: "200 900",
  variable: "--font-source-sans-extended",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

/** Ids. Its zero and O, one, l and I cannot be taken for each other. */
const ids = localFont({
  src: "./atkinson-hyperlegible-mono-latin-wght-normal.woff2",
  weight: "200 800",
  variable: "--font-atkinson-mono",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  fallback: ["ui-monospace", "monospace"],
});

/** Class names that put the families' variables on the page. */
export const fontVariables = `${words.variable} ${wordsExtended.variable} ${ids.variable}`;
