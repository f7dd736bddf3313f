"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { isServing } from "./is-serving";

const LOOK_AGAIN_MS = 3_000;

/**
 * For a page that broke: whether it broke because the server cannot serve anybody now. While that is so it looks again and
 * again, and tells when it is over; a page that broke by itself is left alone.
 */
export function useOutage(onOver: () => void): boolean {
  const [isAway, setIsAway] = useState(false);
  const tell = useEffectEvent(onOver);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (wasAway: boolean) => {
      const isThere = await isServing();
      if (isOver) return;
      if (isThere) return wasAway ? tell() : undefined;
      setIsAway(true);
      timer = setTimeout(() => void look(true), LOOK_AGAIN_MS);
    };
    void look(false);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  return isAway;
}
