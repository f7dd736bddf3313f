import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { publicId } from "@/lib/platform/ids";
import { getCourse } from "@/lib/queries/catalog/get-course";

export const metadata: Metadata = { title: "Course" };

export default async function CoursePage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const [{ actor }, merchant, { slug }] = await Promise.all([customerContext(), currentMerchant(), params]);
  const course = await getCourse(actor, { slug });
  if (!course) notFound();
  return (
    <article className="mx-auto max-w-3xl">
      <PageHeader
        title={course.name}
        trail={[
          { href: "/account", label: "Account" },
          { href: `/orders/${publicId("order", course.orderId)}`, label: "Order" },
        ]}
        lead={
          <>
            Open to you since{" "}
            <Moment at={course.grantedAt} locale={merchant.locale} timeZone={merchant.timeZone} />
          </>
        }
      />
      <p className="mb-8 max-w-prose whitespace-pre-line">{course.description}</p>
      <ol className="border-t border-ink">
        {course.lessons.map((lesson, index) => (
          <li key={lesson.title} className="grid grid-cols-[2rem_1fr] gap-x-3 border-b py-4">
            <span className="text-right figures text-ink-soft" aria-hidden="true">
              {index + 1}
            </span>
            <div className="grid gap-1">
              <h2 className="flex flex-wrap items-baseline justify-between gap-x-4 text-lg font-semibold">
                {lesson.title}
                {lesson.minutes !== null && (
                  <span className="figures text-sm font-normal text-ink-soft">{lesson.minutes} min</span>
                )}
              </h2>
              {lesson.text && <p className="max-w-prose whitespace-pre-line">{lesson.text}</p>}
            </div>
          </li>
        ))}
      </ol>
    </article>
  );
}
