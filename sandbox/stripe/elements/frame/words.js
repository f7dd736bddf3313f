/** Languages that the fields speak; any other is served in English, as Stripe serves its default. */
const LOCALES = ["en", "de", "fr", "es", "it", "nl", "ja"];

let words = {};
let language = "en";
const said = new Map();

const languageOf = (locale) => String(locale).split("-", 1)[0].toLowerCase();

/** `auto` is the browser's own. https://docs.stripe.com/js/appendix/supported_locales */
export function resolveLanguage(locale = "auto") {
  const wanted = locale === "auto" ? navigator.languages : [locale];
  return wanted.map(languageOf).find((one) => LOCALES.includes(one)) ?? "en";
}

/** Says everything that was said so far again, in another language. */
export async function speak(locale) {
  language = resolveLanguage(locale);
  ({ words } = await import(`./locales/${language}.js`));
  document.documentElement.lang = language;
  for (const say of said.values()) say();
}

export const spokenLanguage = () => language;

/** One sentence, with `{name}` filled in. */
export function word(key, values = {}) {
  const text = words[key] ?? key;
  return text.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Keeps a text of the page true when the language changes. `write` puts it where it belongs. */
export function say(owner, write) {
  said.set(owner, write);
  write();
}
