/** Sends forms to the control API, and keeps what is shown up to date without taking anything out of the reader's hands. */
export const DASHBOARD_SCRIPT = `
const status = document.getElementById("status");
const say = (text, isBad = false) => {
  status.className = isBad ? "status bad" : "status";
  status.textContent = text;
};
const valuesOf = (form) => {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.value === "") continue;
    if (field.dataset.unit) values[document.getElementById(field.dataset.unit).value] = Number(field.value);
    else if (!field.dataset.isUnit) values[field.name] = field.type === "number" ? Number(field.value) : field.value;
  }
  return values;
};
async function act(action, body, done) {
  const [method, path] = action.split(" ");
  const response = await fetch("/_sandbox/" + path, { method, ...(method === "POST" ? { body: JSON.stringify(body) } : {}) });
  const answer = await response.json();
  say(answer.error ?? done, answer.error !== undefined);
  await refresh();
}
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-action]");
  if (form === null) return;
  event.preventDefault();
  const chosen = form.querySelector("[data-into-path]");
  const path = form.dataset.action + (chosen === null ? "" : "/" + encodeURIComponent(chosen.value));
  say("Working …");
  void act(path, valuesOf(form), form.dataset.done).catch(() => say("The sandbox does not answer.", true));
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button === null) return;
  say("Working …");
  void act(button.dataset.action, JSON.parse(button.dataset.body ?? "{}"), button.dataset.done).catch(() => say("The sandbox does not answer.", true));
});
const filter = document.getElementById("filter");
function applyFilter() {
  const wanted = filter.value.trim().toLowerCase();
  let shown = 0;
  for (const row of document.querySelectorAll("#event-list > li")) {
    row.hidden = wanted !== "" && !row.dataset.text.includes(wanted);
    if (!row.hidden) shown += 1;
  }
  document.getElementById("filtered").hidden = shown > 0 || wanted === "";
}
filter.addEventListener("input", applyFilter);
const isOccupied = (part) => part.contains(document.activeElement) && document.activeElement.matches("input,select,button");
async function refresh() {
  const page = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (fresh === null || fresh.innerHTML === part.dataset.last) continue;
    const open = [...part.querySelectorAll("details[open]")].map((one) => one.id);
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    if (isOccupied(part) && focused === "") continue;
    part.dataset.last = fresh.innerHTML;
    part.innerHTML = fresh.innerHTML;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
  }
  applyFilter();
}
for (const part of document.querySelectorAll("[data-live]")) part.dataset.last = part.innerHTML;
setInterval(() => {
  if (document.visibilityState === "visible") void refresh().catch(() => {});
}, 2000);
`;
