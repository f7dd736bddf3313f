/** Hosted pages, in light and dark, from 320 px on. */
export const HOSTED_STYLE = `
:root{color-scheme:light dark;--ink:#1f2430;--soft:#5b6270;--line:#d9dce3;--paper:#fff;--tint:#f5f6f9;--accent:#4b45c6;--accent-ink:#fff;--bad:#b3093c;--bad-tint:#fdf1f4}
@media (prefers-color-scheme:dark){:root{--ink:#eceef3;--soft:#a8aebb;--line:#3a404d;--paper:#15181f;--tint:#1c2029;--accent:#a5a1ff;--accent-ink:#15181f;--bad:#ff8fa9;--bad-tint:#33202a}}
*{box-sizing:border-box}
html{font:16px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0;overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em}
.checkout{display:grid;min-height:100vh}
.summary,.pay{padding:1.5rem max(1.25rem,calc(50vw - 30rem))}
.summary{background:var(--tint)}
.merchant{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between;margin:0 0 1.75rem}
.merchant a{color:inherit}
.note{padding:.1rem .6rem;border-radius:99px;background:#fff3d6;color:#6f4500;font-size:.78rem;font-weight:600}
h1{display:grid;gap:.1rem;margin:0 0 1.25rem;font-size:1.35rem;line-height:1.25;letter-spacing:-.01em}
.what{font-size:1rem;font-weight:500;color:var(--soft);letter-spacing:0}
.total{font-size:2.4rem;font-variant-numeric:tabular-nums;letter-spacing:-.02em}
h2{margin:0 0 1rem;font-size:1.15rem}
.lines{margin:0;padding:0;list-style:none}
.lines li,.sum{display:flex;gap:1.5rem;justify-content:space-between;padding:.65rem 0;margin:0;border-top:1px solid var(--line)}
.sum{font-weight:600}
.sum dd{margin:0}
.amount{font-variant-numeric:tabular-nums;white-space:nowrap}
.detail{display:block;margin:0;color:var(--soft);font-size:.9rem}
fieldset{display:grid;grid-template-columns:1fr 1fr;gap:.9rem;margin:0 0 1.5rem;padding:0;border:0;min-width:0}
legend{float:left;grid-column:1/-1;padding:0;font-weight:600}
.field{grid-column:1/-1;min-width:0}
.half{grid-column:span 1}
label{display:block;margin-bottom:.25rem;font-size:.92rem;color:var(--soft)}
.optional{font-size:.82rem}
input,select{width:100%;min-height:2.75rem;padding:.55rem .75rem;border:1px solid var(--line);border-radius:8px;background:var(--paper);color:inherit;font:inherit;font-variant-numeric:tabular-nums}
input[readonly]{background:var(--tint);color:var(--soft)}
input::placeholder{color:var(--soft);opacity:.8}
input:focus-visible,select:focus-visible,button:focus-visible,a:focus-visible,.alert:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
[aria-invalid=true]{border-color:var(--bad)}
.error{margin:.25rem 0 0;color:var(--bad);font-size:.9rem}
.error:empty{display:none}
.alert{margin:0 0 1rem;padding:.75rem 1rem;border-radius:8px;background:var(--bad-tint);color:var(--bad)}
button{width:100%;min-height:3rem;margin:0 0 1rem;padding:.6rem 1rem;border:0;border-radius:8px;background:var(--accent);color:var(--accent-ink);font:inherit;font-weight:600;cursor:pointer}
button[aria-disabled=true]{opacity:.6;cursor:progress}
form>.detail+.detail{margin-top:.75rem}
.notice{max-width:34rem;margin:0 auto;padding:12vh 1.25rem}
.notice .note{display:inline-block;margin:0 0 1rem}
@media (min-width:900px){.checkout{grid-template-columns:1fr 1fr}.summary{padding:4rem 4rem 4rem max(1.5rem,calc(50vw - 32rem))}.pay{padding:4rem max(1.5rem,calc(50vw - 32rem)) 4rem 4rem}}
@media (max-width:360px){.half{grid-column:1/-1}.total{font-size:2rem}}
`;
