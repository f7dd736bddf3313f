import type { PrintedBlock, PrintedDocument, PrintedFact } from "@/lib/domain/documents/printed-document";
import { PrintedTable } from "./printed-table";

function Heading({ children }: { readonly children: string | null }) {
  return children === null ? null : <h2 className="mb-1.5 font-semibold">{children}</h2>;
}

function Facts({ facts }: { readonly facts: readonly PrintedFact[] }) {
  return (
    <dl>
      {facts.map(({ term, value }) => (
        <div key={term + value} className="grid gap-x-4 py-0.5 sm:grid-cols-[11rem_1fr]">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Columns({ columns }: Extract<PrintedBlock, { kind: "columns" }>) {
  return (
    <div className="grid gap-6 sm:auto-cols-fr sm:grid-flow-col">
      {columns.map(({ heading, lines }) => (
        <section key={heading} className="min-w-0">
          <h2 className="text-xs font-semibold text-ink-soft">{heading}</h2>
          {lines.map((line, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- Printed lines never move; two of them may be the same.
            <p key={index}>{line}</p>
          ))}
        </section>
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: PrintedBlock }) {
  switch (block.kind) {
    case "columns":
      return <Columns {...block} />;
    case "facts":
      return (
        <section className="min-w-0">
          <Heading>{block.heading}</Heading>
          <Facts facts={block.facts} />
        </section>
      );
    case "table":
      return (
        <section className="min-w-0">
          <Heading>{block.heading}</Heading>
          <PrintedTable table={block} />
        </section>
      );
    case "text":
      return (
        <section className="min-w-0">
          <Heading>{block.heading}</Heading>
          {block.paragraphs.map((paragraph) => (
            <p key={paragraph} className="max-w-prose pb-1">
              {paragraph}
            </p>
          ))}
        </section>
      );
  }
}

/**
 * A printed document as a page: the same words in the same order as its PDF, in the document's own language.
 * Its title is the h1 of its page.
 */
export function PrintedPage({
  document,
  level = 1,
}: {
  readonly document: PrintedDocument;
  /** 2 where the page around it has a title of its own. */
  readonly level?: 1 | 2;
}) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <article
      lang={document.locale}
      aria-label={document.title}
      className="grid min-w-0 gap-7 border bg-paper-raised px-5 py-7 text-sm sm:px-10 sm:py-10 print:border-0 print:p-0"
    >
      <Title className="border-b pb-3 text-2xl font-semibold tracking-tight wrap-anywhere">
        {document.title}
      </Title>
      {document.blocks.map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- The parts of an issued document never move.
        <Block key={index} block={block} />
      ))}
    </article>
  );
}
