export const DASHBOARD_STYLE = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1f2421;--soft:#5c645f;--line:#dedbd2;--accent:#17603f;--good:#17603f;--bad:#a3271c;--warn:#7d5600}
@media (prefers-color-scheme:dark){:root{--paper:#161917;--ink:#e9ece8;--soft:#a1aaa4;--line:#333a35;--accent:#7fc49f;--good:#7fc49f;--bad:#ff9b8d;--warn:#e5bd62}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{margin:0;font-size:1.6rem;letter-spacing:-.015em}
h2{margin:2.5rem 0 .5rem;font-size:1.1rem}
p{margin:.25rem 0 1rem;color:var(--soft)}
code{font:.86em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.id{color:var(--soft);overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:0;margin:1.5rem 0 0;border:solid var(--line);border-width:1px 0}
.figures div{padding:.8rem 0}
.figures dt{color:var(--soft);font-size:.85rem}
.figures dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
.keys{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.5rem;margin:0}
.keys dt{color:var(--soft)}
.keys dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse}
th,td{padding:.45rem 1rem .45rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-size:.82rem;font-weight:500;white-space:nowrap}
td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums}
.state{white-space:nowrap;color:var(--soft)}
.delivered{color:var(--good)}
.failed,.dropped{color:var(--bad)}
.waiting,.held{color:var(--warn)}
button{padding:.2rem .7rem;border:1px solid var(--line);border-radius:6px;background:transparent;color:var(--accent);font:inherit;cursor:pointer}
button:hover{border-color:currentColor}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
summary{margin:1rem 0;cursor:pointer;color:var(--accent)}
.empty{padding:1.5rem 0;border:solid var(--line);border-width:1px 0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
main{padding-bottom:4rem}
`;

export const DASHBOARD_SCRIPT = `
const status = document.getElementById("status");
document.addEventListener("click", async (event) => {
  const id = event.target.closest("[data-resend]")?.dataset.resend;
  if (id === undefined) return;
  const response = await fetch("/_sandbox/events/" + id + "/resend", { method: "POST" });
  const answer = await response.json();
  status.textContent = answer.error ?? (answer.deliveries.length + " delivery of " + id + " is on its way. Reload to see how it went.");
});
`;
