import { modalFrameStyle, openModal } from "./modal.js";

const LOOK_AGAIN_MS = 700;

/**
 * Shows a page of instructions (a code to scan, bank details) above the merchant's until `look` says that there is
 * nothing left to wait for, or the customer closes it. Answers what `look` said last.
 */
export function showPage(url, look) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.name = "stripe-instructions-frame";
    frame.title = "Payment instructions frame";
    frame.style.cssText = modalFrameStyle(600);
    frame.src = url;
    let isOver = false;
    const finish = (seen) => {
      if (isOver) return;
      isOver = true;
      clearInterval(timer);
      close();
      resolve(seen);
    };
    const check = async (isLast) => {
      const seen = await look();
      if (isLast || seen.isSettled) finish(seen);
    };
    const close = openModal({
      label: "Payment instructions",
      frame,
      onDismiss: () => void check(true),
    });
    const timer = setInterval(() => void check(false), LOOK_AGAIN_MS);
  });
}
