/** What makes the form comfortable: grouping as one types, and refusals that leave what was typed where it is. */
export const HOSTED_SCRIPT = `
const form = document.querySelector("form");
const button = form.querySelector("button");
const message = document.getElementById("message");
const digits = (text) => text.replaceAll(/\\D/g, "");
const number = document.getElementById("number");
number?.addEventListener("input", () => {
  if (number.selectionStart !== number.value.length) return;
  const plain = digits(number.value).slice(0, 19);
  const groups = /^3[47]/.test(plain) ? /^(\\d{1,4})(\\d{1,6})?(\\d{1,5})?/ : /(\\d{1,4})/g;
  const parts = /^3[47]/.test(plain) ? (plain.match(groups) ?? []).slice(1).filter(Boolean) : (plain.match(groups) ?? []);
  number.value = parts.join(" ");
});
const expiry = document.getElementById("expiry");
expiry?.addEventListener("input", (event) => {
  if (event.inputType === "deleteContentBackward" || expiry.selectionStart !== expiry.value.length) return;
  let plain = digits(expiry.value).slice(0, 4);
  if (/^[2-9]/.test(plain)) plain = "0" + plain;
  if (plain.length >= 2) expiry.value = plain.slice(0, 2) + " / " + plain.slice(2, 4);
});
const show = ({ errors, message: text }) => {
  for (const line of form.querySelectorAll(".error")) {
    const field = document.getElementById(line.id.replace(/-error$/, ""));
    const error = errors[field.id];
    line.textContent = error ?? "";
    if (error === undefined) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  }
  message.textContent = text ?? "";
  message.hidden = text === null;
  (form.querySelector("[aria-invalid=true]") ?? (text === null ? button : message)).focus();
};
const label = button.textContent;
const setBusy = (isBusy) => {
  button.setAttribute("aria-disabled", String(isBusy));
  button.textContent = isBusy ? "Processing…" : label;
};
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") return;
  setBusy(true);
  try {
    const response = await fetch(location.pathname, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(new FormData(form)) });
    const answer = await response.json();
    if (typeof answer.redirect === "string") return void location.assign(answer.redirect);
    show(answer);
  } catch {
    show({ errors: {}, message: "The payment page could not be reached. Check your connection and try again." });
  }
  setBusy(false);
});
window.addEventListener("pageshow", () => setBusy(false));
if (!message.hidden) message.focus();
`;
