"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { AddCardPanel, type AddCardPanelProps } from "./add-card-panel";

type AddCardProps = Omit<AddCardPanelProps, "onClose">;

/** Saves a card for later without charging it. The fields are fetched only once somebody wants to add one. */
export function AddCard(props: AddCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <AddCardPanel {...props} onClose={() => setIsOpen(false)} />;
  return (
    <Button variant="primary" onClick={() => setIsOpen(true)}>
      Add a card
    </Button>
  );
}
