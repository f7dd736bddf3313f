interface LessonListProps {
  readonly lessons: readonly { readonly title: string; readonly minutes: number | null }[];
}

/** A course's table of contents. */
export function LessonList({ lessons }: LessonListProps) {
  return (
    <ol className="border-t border-ink">
      {lessons.map((lesson, index) => (
        <li key={lesson.title} className="flex items-baseline gap-4 border-b py-2">
          <span className="w-6 text-right figures text-sm text-ink-soft" aria-hidden="true">
            {index + 1}
          </span>
          <span className="flex-1">{lesson.title}</span>
          {lesson.minutes !== null && (
            <span className="figures text-sm text-ink-soft">{lesson.minutes} min</span>
          )}
        </li>
      ))}
    </ol>
  );
}
