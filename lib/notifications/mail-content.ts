/** What a mail says, in both forms that mail programs show. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a template writes: words, figures in a list, one thing to do. Nothing in it is markup. */
export interface MailParts {
  readonly subject: string;
  /** BCP 47; English where it is not said. */
  readonly locale?: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly { readonly term: string; readonly value: string }[];
  readonly link?: { readonly label: string; readonly href: string };
  /** Stands below the link: what to do when this mail is a surprise, for example. */
  readonly notes?: readonly string[];
  /** Where messages of this kind are turned off, in small letters at the end. */
  readonly wayOut?: { readonly label: string; readonly href: string };
  /** Who writes, and where to ask. */
  readonly sender: { readonly name: string; readonly supportEmail: string };
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** One line: a name with a line break in it must not become a header or a paragraph of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}

/** A color by day and by night. Programs that know nothing of night take the first. */
const shade = (property: string, day: string, night: string) =>
  `${property}:${day};${property}:light-dark(${day},${night});`;
const INK = shade("color", "#1c1d19", "#e9e6da");
const SOFT = shade("color", "#55544b", "#b4b1a3");
const PAPER = shade("background-color", "#fbfaf5", "#161814");
const rule = (side: "top" | "bottom", isStrong = false) =>
  `border-${side}:1px solid;` +
  (isStrong
    ? shade(`border-${side}-color`, "#1c1d19", "#e9e6da")
    : shade(`border-${side}-color`, "#dcd8ca", "#32352d"));
const BUTTON = shade("background-color", "#0d5a3c", "#7fcba1") + shade("color", "#fbfaf5", "#0d1f16");

const SANS = "font-family:'Source Sans 3',system-ui,sans-serif";

function htmlOf(parts: MailParts): string {
  const line = (text: string) => escapeHtml(oneLine(text));
  const paragraph = (text: string, style = "") =>
    `<p style="margin:0 0 16px;font-size:17px;line-height:1.5;${style}">${line(text)}</p>`;
  const anchor = (href: string, label: string, style: string) =>
    `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer" style="${style}">${line(label)}</a>`;
  const facts = (parts.facts ?? []).map(
    ({ term, value }) =>
      `<tr><th scope="row" style="padding:6px 16px 6px 0;text-align:left;font-weight:400;${rule("bottom")}">${line(term)}</th>` +
      `<td style="padding:6px 0;text-align:right;${rule("bottom")}">${line(value)}</td></tr>`,
  );
  const link =
    parts.link &&
    `<p style="margin:24px 0">${anchor(parts.link.href, parts.link.label, `display:inline-block;padding:10px 20px;${BUTTON}text-decoration:none;font-weight:600;border-radius:3px`)}</p>`;
  const wayOut =
    parts.wayOut &&
    `<p style="margin:0;font-size:15px;">${anchor(parts.wayOut.href, parts.wayOut.label, SOFT)}</p>`;
  return [
    `<!doctype html><html lang="${line(parts.locale ?? "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">`,
    `<title>${line(parts.subject)}</title></head>`,
    `<body style="margin:0;${PAPER}${INK}${SANS}"><div style="max-width:560px;margin:0 auto;padding:32px 20px;overflow-wrap:anywhere">`,
    `<h1 style="margin:0 0 20px;padding-bottom:12px;font-size:24px;line-height:1.25;${rule("bottom", true)}">${line(parts.heading)}</h1>`,
    ...parts.paragraphs.map((text) => paragraph(text)),
    facts.length === 0
      ? ""
      : `<table style="width:100%;border-collapse:collapse;font-size:16px;margin:0 0 16px">${facts.join("")}</table>`,
    link ?? "",
    ...(parts.notes ?? []).map((text) => paragraph(text, SOFT)),
    paragraph(
      `${parts.sender.name} · ${parts.sender.supportEmail}`,
      `margin-top:32px;padding-top:12px;${rule("top")}font-size:15px;${SOFT}`,
    ),
    wayOut ?? "",
    "</div></body></html>",
  ].join("\n");
}

function textOf(parts: MailParts): string {
  const facts = (parts.facts ?? []).map(({ term, value }) => `${oneLine(term)}: ${oneLine(value)}`);
  const blocks = [
    oneLine(parts.heading),
    ...parts.paragraphs.map(oneLine),
    facts.join("\n"),
    parts.link ? `${oneLine(parts.link.label)}:\n${parts.link.href}` : "",
    ...(parts.notes ?? []).map(oneLine),
    `-- \n${oneLine(parts.sender.name)}\n${oneLine(parts.sender.supportEmail)}`,
    parts.wayOut ? `${oneLine(parts.wayOut.label)}: ${parts.wayOut.href}` : "",
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Sets a mail from its words. Everything is escaped, nothing is fetched: no image, no font, no style from elsewhere. */
export function mailContent(parts: MailParts): MailContent {
  return { subject: oneLine(parts.subject), text: textOf(parts), html: htmlOf(parts) };
}
