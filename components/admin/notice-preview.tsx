import Link from "next/link";
import { MailView } from "../mailbox/mail-view";
import { cn } from "../ui/cn";

interface NoticePreviewProps {
  readonly templates: readonly { readonly name: string; readonly title: string }[];
  readonly locales: readonly { readonly locale: string; readonly name: string }[];
  /** Which of them is shown. */
  readonly name: string;
  readonly locale: string;
  readonly view: "html" | "text";
  readonly preview: {
    readonly subject: string;
    readonly text: string;
    readonly html: string;
    readonly textMessage: string | null;
  };
}

const hrefOf = (name: string, locale: string) => `/admin/settings/notices?notice=${name}&locale=${locale}`;

/** Every message that leaves, with made-up facts, in each language: as a page, as text, and as a text message. */
export function NoticePreview({ templates, locales, name, locale, view, preview }: NoticePreviewProps) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <nav aria-label="Templates">
        <ul className="border-t border-ink">
          {templates.map((one) => (
            <li key={one.name} className="border-b">
              <Link
                href={hrefOf(one.name, locale)}
                aria-current={one.name === name ? "page" : undefined}
                className={cn("block py-1.5", one.name === name ? "font-semibold" : "link")}
              >
                {one.title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid min-w-0 content-start gap-4">
        <nav aria-label="Languages">
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {locales.map((one) => (
              <li key={one.locale}>
                <Link
                  href={hrefOf(name, one.locale)}
                  aria-current={one.locale === locale ? "page" : undefined}
                  className={cn(
                    "inline-flex min-h-6 items-center",
                    one.locale === locale ? "font-semibold" : "link",
                  )}
                >
                  {one.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <p className="text-lg font-semibold">{preview.subject}</p>
        <MailView mail={preview} view={view} href={hrefOf(name, locale)} hasLinks={false} />
        {preview.textMessage !== null && (
          <section aria-label="As a text message" className="grid gap-1">
            <h3 className="font-semibold">As a text message</h3>
            <p className="border bg-paper-raised p-4 wrap-anywhere">{preview.textMessage}</p>
          </section>
        )}
      </div>
    </div>
  );
}
