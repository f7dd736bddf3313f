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

const SANS = "font-family:'Source Sans 3',system-ui,sans-serif";

function htmlOf(parts: MailParts): string {
  const line = (text: string) => escapeHtml(oneLine(text));
  const paragraph = (text: string, style = "") =>
    `<p style="margin:0 0 16px;font-size:17px;line-height:1.5;${style}">${line(text)}</p>`;
  const facts = (parts.facts ?? []).map(
    ({ term, value }) =>
      `<tr><th scope="row" style="padding:6px 16px 6px 0;text-align:left;font-weight:400;border-bottom:1px solid #dcd8ca">${line(term)}</th>` +
      `<td style="padding:6px 0;text-align:right;border-bottom:1px solid #dcd8ca">${line(value)}</td></tr>`,
  );
  const link =
    parts.link &&
    `<p style="margin:24px 0"><a href="${escapeHtml(parts.link.href)}" target="_blank" rel="noopener noreferrer" ` +
      `style="display:inline-block;padding:10px 20px;background:#0d5a3c;color:#fbfaf5;text-decoration:none;font-weight:600;border-radius:3px">${line(parts.link.label)}</a></p>`;
  const sender = `${parts.sender.name} · ${parts.sender.supportEmail}`;
  return [
    `<!doctype html><html lang="${line(parts.locale ?? "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${line(parts.subject)}</title></head>`,
    `<body style="margin:0;background:#fbfaf5;color:#1c1d19;${SANS}"><div style="max-width:560px;margin:0 auto;padding:32px 20px">`,
    `<h1 style="margin:0 0 20px;padding-bottom:12px;font-size:24px;border-bottom:1px solid #1c1d19">${line(parts.heading)}</h1>`,
    ...parts.paragraphs.map((text) => paragraph(text)),
    facts.length === 0
      ? ""
      : `<table style="width:100%;border-collapse:collapse;font-size:16px;margin:0 0 16px">${facts.join("")}</table>`,
    link ?? "",
    ...(parts.notes ?? []).map((text) => paragraph(text, "color:#55544b")),
    paragraph(
      sender,
      "margin-top:32px;padding-top:12px;border-top:1px solid #dcd8ca;font-size:15px;color:#55544b",
    ),
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
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** Sets a mail from its words. Everything is escaped, nothing is fetched: no image, no font, no style from elsewhere. */
export function mailContent(parts: MailParts): MailContent {
  return { subject: oneLine(parts.subject), text: textOf(parts), html: htmlOf(parts) };
}
