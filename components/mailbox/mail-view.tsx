import Link from "next/link";
import { cn } from "@/components/ui/cn";

interface MailViewProps {
  readonly mail: { readonly subject: string; readonly text: string; readonly html: string };
  readonly view: "html" | "text";
  /** Address of this mail's page. */
  readonly href: string;
  /** Whether its links lead somewhere: those of a mail with made-up facts do not. */
  readonly hasLinks?: boolean;
}

/** The addresses that a mail's text names, each once. */
function linksOf(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>()]+/g) ?? [])];
}

/** A mail as its reader sees it, as a page of its own that may run nothing, or as plain text; its links stand below. */
export function MailView({ mail, view, href, hasLinks = true }: MailViewProps) {
  const tabs = [
    { view: "html", label: "As a page", href },
    { view: "text", label: "As text", href: `${href}${href.includes("?") ? "&" : "?"}view=text` },
  ] as const;
  const links = hasLinks ? linksOf(mail.text) : [];
  return (
    <div className="grid gap-4">
      <nav aria-label="Form of the mail">
        <ul className="flex gap-5 border-b">
          {tabs.map((tab) => (
            <li key={tab.view}>
              <Link
                href={tab.href}
                aria-current={tab.view === view ? "page" : undefined}
                className={cn(
                  "inline-flex min-h-8 items-center border-b-2",
                  tab.view === view ? "border-ink font-semibold" : "border-transparent",
                )}
              >
                {tab.label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {view === "html" ? (
        <iframe
          title={`Mail: ${mail.subject}`}
          srcDoc={mail.html}
          // No scripts and no forms; with an origin of its own the frame would swallow clicks beside it in Chromium.
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          className="h-[36rem] w-full border bg-[#fbfaf5]"
        />
      ) : (
        <pre className="border bg-paper-raised p-4 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
          {mail.text}
        </pre>
      )}
      {links.length > 0 && (
        <section aria-label="Links in this mail" className="grid gap-1">
          <h2 className="font-semibold">Links in this mail</h2>
          <ul className="grid gap-1">
            {links.map((link) => (
              <li key={link}>
                <a href={link} className="inline-block min-h-6 break-all link">
                  {link}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
