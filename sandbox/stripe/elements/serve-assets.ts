import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("frame/", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** Every element is one page that draws itself by its name. */
const ELEMENTS: readonly string[] = [
  "payment",
  "card",
  "cardNumber",
  "cardExpiry",
  "cardCvc",
  "iban",
  "address",
  "linkAuthentication",
  "contactDetails",
  "expressCheckout",
  "paymentMethodMessaging",
  "walletSheet",
];

/** Nothing in a frame comes from elsewhere, but the fonts that a merchant asks for. */
const FRAME_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline' https: http:; font-src * data:; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'";

type Asset = {
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const read = (file: string): string => readFileSync(`${FOLDER}${file}`, "utf8");

function filesByPath(): ReadonlyMap<string, string> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  return new Map(files.map((file) => [`/elements/${file.replaceAll("\\", "/")}`, file]));
}

let files: ReadonlyMap<string, string> | undefined;
const bodies = new Map<string, string>();

/** A page or file of the elements' frames, or null when there is none of that name. */
export function frameAsset(path: string): Asset | null {
  const element = /^\/elements\/(\w+)$/.exec(path)?.[1];
  if (element !== undefined) {
    if (!ELEMENTS.includes(element)) return null;
    const headers = { "content-security-policy": FRAME_POLICY };
    return { type: "text/html; charset=utf-8", body: read("frame.html"), headers };
  }
  files ??= filesByPath();
  const file = files.get(path);
  const type = TYPES[path.split(".").at(-1) ?? ""];
  if (file === undefined || type === undefined) return null;
  const body = bodies.get(path) ?? read(file);
  bodies.set(path, body);
  return { type, body };
}
