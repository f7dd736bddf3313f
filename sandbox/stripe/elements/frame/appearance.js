const THEMES = {
  stripe: {},
  night: {
    colorPrimary: "#85d996",
    colorBackground: "#30313d",
    colorText: "#ffffff",
    colorTextSecondary: "#c2c4cc",
    colorTextPlaceholder: "#9a9ca8",
    colorDanger: "#fe87a1",
    borderColor: "#424353",
    inputShadow: "0 2px 4px rgba(0, 0, 0, 0.5), 0 1px 6px rgba(0, 0, 0, 0.25)",
    markBorder: "rgba(255, 255, 255, 0.2)",
  },
  flat: {
    colorPrimary: "#0a2540",
    colorBackground: "#ffffff",
    colorText: "#1a1b25",
    colorDanger: "#b8133a",
    inputBackground: "#f1f1f4",
    borderColor: "transparent",
    borderRadius: "3px",
    inputShadow: "0 0 transparent",
  },
};

/** Variables that the style sheet reads. Of the two spellings of one variable the newer has the last word. */
const VARIABLES = [
  "colorPrimary",
  "colorBackground",
  "colorText",
  "colorTextSecondary",
  "colorTextPlaceholder",
  "colorDanger",
  "colorSuccess",
  "colorWarning",
  "fontFamily",
  "fontSizeBase",
  "fontSizeSm",
  "fontSizeXs",
  "fontSizeLg",
  "fontSizeXl",
  "fontWeightLight",
  "fontWeightNormal",
  "fontWeightMedium",
  "fontWeightBold",
  "fontLineHeight",
  "spacingUnit",
  "gridRowSpacing",
  "gridColumnSpacing",
  "tabSpacing",
  "accordionItemSpacing",
  "borderRadius",
  "buttonBorderRadius",
];
const RENAMED = {
  spacingGridRow: "gridRowSpacing",
  spacingGridColumn: "gridColumnSpacing",
  spacingTab: "tabSpacing",
  spacingAccordionItem: "accordionItemSpacing",
  inputColorBorder: "borderColor",
  inputBoxShadow: "inputShadow",
  focusBoxShadow: "focusRing",
  inputFocusBoxShadow: "focusRing",
};
const INTERNAL = ["borderColor", "inputBackground", "inputShadow", "focusRing", "markBorder"];

/** Merchants' values go into a style sheet, so nothing that ends a declaration or loads something may pass. */
export const isSafe = (value) =>
  typeof value !== "object" && !/[;{}<>]|url\s*\(|expression|@import/i.test(String(value));

export const kebab = (name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Whether a CSS color is dark, as the browser understands it. */
function isDark(color) {
  const probe = document.createElement("canvas").getContext("2d");
  if (probe === null) return false;
  probe.fillStyle = "#ffffff";
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

/** A dark background of the merchant's own needs borders and marks that can be seen on it. */
function bordersFor(background) {
  if (background === undefined || !isSafe(background) || !isDark(background)) return {};
  return {
    borderColor: "color-mix(in srgb, var(--colorText) 28%, var(--colorBackground))",
    inputShadow: "0 0 transparent",
    markBorder: "rgba(255, 255, 255, 0.2)",
  };
}

/** Class names, their states and pseudo-classes that rules may name. https://docs.stripe.com/elements/appearance-api#rules */
const CLASSES =
  "AccordionItem|AccordionButton|Block|Button|Checkbox|CheckboxInput|CheckboxLabel|Error|Field|Input|InputCloseIcon|Label|Link|" +
  "Menu|PickerItem|RadioIcon|RedirectText|SecondaryLink|Select|Tab|TabIcon|TabLabel|TermsText|TermsLink|Text|Text--redirect";
const PART = `\\.(?:${CLASSES})(?:--\\w+)?(?::{1,2}[a-z-]+)*`;
const SELECTOR = new RegExp(`^${PART}(?:\\s+${PART})?(?:\\s*,\\s*${PART}(?:\\s+${PART})?)*$`);

function ruleText([selector, declarations]) {
  if (!SELECTOR.test(selector) || typeof declarations !== "object" || declarations === null) return "";
  const lines = Object.entries(declarations)
    .filter(([name, value]) => /^[A-Za-z-]+$/.test(name) && isSafe(value))
    .map(([name, value]) => `${kebab(name)}: ${value};`);
  return `${selector} { ${lines.join(" ")} }`;
}

export function sheet(id) {
  const present = document.getElementById(id);
  if (present !== null) return present;
  const style = document.createElement("style");
  style.id = id;
  document.head.append(style);
  return style;
}

/** Applies the merchant's theme, variables and rules. https://docs.stripe.com/elements/appearance-api */
export function applyAppearance(appearance = {}) {
  const theme = THEMES[appearance.theme] ?? THEMES.stripe;
  const given = appearance.variables ?? {};
  const chosen = Object.fromEntries(
    VARIABLES.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  );
  for (const [name, meant] of Object.entries(RENAMED))
    if (given[name] !== undefined) chosen[meant] = given[name];
  const values = { ...theme, ...bordersFor(chosen.colorBackground), ...chosen };
  const lines = [...VARIABLES, ...INTERNAL]
    .filter((name) => values[name] !== undefined && isSafe(values[name]))
    .map((name) => `--${name}: ${values[name]};`);
  const scheme = isDark(values.colorBackground ?? "#ffffff") ? "dark" : "light";
  const inputs = appearance.inputs === "condensed" ? "condensed" : "spaced";
  const labels = appearance.labels ?? "auto";
  document.body.dataset.inputs = inputs;
  document.body.dataset.labels = labels === "auto" ? (inputs === "condensed" ? "floating" : "above") : labels;
  document.body.classList.toggle("is-still", appearance.disableAnimations === true);
  sheet("variables").textContent = `:root { ${lines.join(" ")} } select { color-scheme: ${scheme}; }`;
  sheet("rules").textContent = Object.entries(appearance.rules ?? {})
    .map(ruleText)
    .join("\n");
}

/** Loads what the merchant's text is set in. */
export function loadFonts(fonts = []) {
  for (const font of fonts) {
    if (typeof font.cssSrc === "string" && /^https?:\/\//.test(font.cssSrc)) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = font.cssSrc;
      document.head.append(link);
    } else if (typeof font.family === "string" && typeof font.src === "string") {
      const { style, weight, display, unicodeRange } = font;
      const descriptors = Object.fromEntries(
        Object.entries({ style, weight, display, unicodeRange }).filter(([, value]) => value !== undefined),
      );
      const face = new FontFace(font.family, font.src, descriptors);
      document.fonts.add(face);
      // Without the font the frame falls back to the next family, as any page does.
      face.load().catch(() => document.fonts.delete(face));
    }
  }
}
