import type { ReactNode } from "react";
import { requireDocument } from "@/app/_edge/require-document";

interface DocumentLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ documentId: string }>;
}

/** Decides whether there is such a document for whoever asks, before anything is sent. */
export default async function DocumentLayout({ children, params }: DocumentLayoutProps) {
  await requireDocument((await params).documentId);
  return children;
}
