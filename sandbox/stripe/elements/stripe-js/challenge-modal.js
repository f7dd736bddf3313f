import { ORIGIN } from "./api.js";
import { modalFrameStyle, openModal } from "./modal.js";

/** Shows the bank's challenge above the page until it is completed, failed or closed. */
export function showChallenge(url) {
  return new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.name = "stripe-challenge-frame";
    frame.title = "3-D Secure challenge frame";
    frame.style.cssText = modalFrameStyle(540);
    frame.src = `${url}?parent=${encodeURIComponent(location.origin)}`;
    const finish = (outcome) => {
      window.removeEventListener("message", receive);
      close();
      resolve(outcome);
    };
    const receive = (event) => {
      if (event.origin !== ORIGIN || event.source !== frame.contentWindow) return;
      if (event.data?.type === "challenge-done") finish(event.data.outcome);
    };
    window.addEventListener("message", receive);
    // A press beside the challenge closes it, as it does with Stripe's own.
    const close = openModal({
      label: "3-D Secure authentication",
      frame,
      onDismiss: () => finish("canceled"),
    });
  });
}
