import Link from "next/link";
import { documentName } from "@/components/documents/document-names";
import { MoneyText } from "@/components/money/money-text";
import { Section } from "@/components/ui/section";
import { publicId } from "@/lib/platform/ids";
import type { DocumentView } from "@/lib/queries/documents/document-view";

/** What was issued about an order: its invoices, receipts and credit notes, newest first. */
export function OrderDocuments(props: {
  readonly documents: readonly DocumentView[];
  readonly locale: string;
}) {
  if (props.documents.length === 0) return null;
  return (
    <Section title="Documents">
      <ul className="border-t border-ink">
        {props.documents.map((document) => {
          const href = `/account/invoices/${publicId("document", document.id)}`;
          const name = documentName(document);
          return (
            <li
              key={document.id}
              className="flex flex-wrap items-baseline justify-between gap-x-4 border-b py-2"
            >
              <Link href={href} className="inline-block min-h-6 figures link">
                {name}
              </Link>
              <span className="flex items-baseline gap-4">
                <MoneyText amount={document.amount} locale={props.locale} />
                <a
                  href={`${href}/pdf`}
                  download
                  className="inline-block min-h-6 text-sm link"
                  aria-label={`Download ${name} as PDF`}
                >
                  PDF
                </a>
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
