import { ORIGIN } from "./api.js";

const OVERLAY_STYLE =
  "position:fixed;inset:0;z-index:2147483647;display:grid;place-items:center;padding:16px;box-sizing:border-box;" +
  "background:rgba(10,18,30,.55);border:0;margin:0;max-width:none;max-height:none;width:100vw;height:100vh";
const CHALLENGE_FRAME_STYLE =
  "border:0;width:min(420px,100%);height:min(540px,100%);border-radius:12px;background:#fff;display:block;" +
  "box-shadow:0 24px 60px rgba(0,0,0,.35);color-scheme:light";

/**
 * Shows the bank's challenge above the page until it is completed, failed or closed.
 * A modal dialog makes the rest of the page inert, so focus stays inside.
 */
export function showChallenge(url) {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", "3-D Secure authentication");
    dialog.style.cssText = OVERLAY_STYLE;
    const frame = document.createElement("iframe");
    frame.name = "stripe-challenge-frame";
    frame.title = "3-D Secure challenge frame";
    frame.style.cssText = CHALLENGE_FRAME_STYLE;
    frame.src = `${url}?parent=${encodeURIComponent(location.origin)}`;
    dialog.append(frame);

    const overflow = document.documentElement.style.overflow;
    const focused = document.activeElement;
    const finish = (outcome) => {
      window.removeEventListener("message", receive);
      document.documentElement.style.overflow = overflow;
      dialog.close();
      dialog.style.display = "none";
      // The key that closed the dialog is still pressed inside the frame; its release must find a target. Until it goes, the
      // frame has neither name nor title: the next challenge may be on the page already.
      frame.name = "";
      frame.title = "";
      setTimeout(() => dialog.remove(), 500);
      if (focused instanceof HTMLElement) focused.focus();
      resolve(outcome);
    };
    const receive = (event) => {
      if (event.origin !== ORIGIN || event.source !== frame.contentWindow) return;
      if (event.data?.type === "challenge-done") finish(event.data.outcome);
    };
    window.addEventListener("message", receive);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish("canceled");
    });
    // A press beside the challenge closes it, as it does with Stripe's own.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) finish("canceled");
    });
    frame.addEventListener("load", () => frame.focus());
    document.body.append(dialog);
    document.documentElement.style.overflow = "hidden";
    dialog.showModal();
  });
}
