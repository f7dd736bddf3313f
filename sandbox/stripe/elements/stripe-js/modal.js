const OVERLAY_STYLE =
  "position:fixed;inset:0;z-index:2147483647;display:grid;place-items:center;padding:16px;box-sizing:border-box;" +
  "background:rgba(10,18,30,.55);border:0;margin:0;max-width:none;max-height:none;width:100vw;height:100vh";

/** Where the focus was in another frame, the page must take it back before it can give it away. */
export function focusFrame(frame) {
  frame.blur();
  window.focus();
  frame.focus();
}

/** How a frame stands above the page. */
export const modalFrameStyle = (heightPx) =>
  `border:0;width:min(420px,100%);height:min(${heightPx}px,100%);border-radius:12px;background:#fff;display:block;` +
  "box-shadow:0 24px 60px rgba(0,0,0,.35);color-scheme:light";

/**
 * Shows a frame above the page. A modal dialog makes the rest of the page inert, so focus stays inside. `onDismiss` hears
 * of Escape and of a press beside the frame. Answers how to close it.
 */
export function openModal({ label, frame, onDismiss }) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", label);
  dialog.style.cssText = OVERLAY_STYLE;
  dialog.append(frame);
  const overflow = document.documentElement.style.overflow;
  const focused = document.activeElement;
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    onDismiss();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) onDismiss();
  });
  frame.addEventListener("load", () => focusFrame(frame));
  document.body.append(dialog);
  document.documentElement.style.overflow = "hidden";
  dialog.showModal();
  let isClosed = false;
  return () => {
    if (isClosed) return;
    isClosed = true;
    document.documentElement.style.overflow = overflow;
    dialog.close();
    dialog.style.display = "none";
    // The key that closed the dialog is still pressed inside the frame; its release must find a target. Until it goes, the
    // frame has neither name nor title: the next modal may be on the page already.
    frame.name = "";
    frame.title = "";
    setTimeout(() => dialog.remove(), 500);
    if (focused instanceof HTMLElement) focused.focus();
  };
}
