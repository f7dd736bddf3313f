/** Paper, ink and one green; rules instead of boxes; figures that line up. */
export const DASHBOARD_STYLE = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--paper:#fbfaf7;--raised:#fff;--ink:#1f2421;--soft:#5c645f;--line:#dedbd2;--edge:#8d938e;--accent:#17603f;--on-accent:#fff;--good:#17603f;--bad:#a3271c;--warn:#7d5600}
@media (prefers-color-scheme:dark){:root{--paper:#161917;--raised:#1d211f;--ink:#e9ece8;--soft:#a1aaa4;--line:#333a35;--edge:#78827b;--accent:#7fc49f;--on-accent:#10241a;--good:#7fc49f;--bad:#ff9b8d;--warn:#e5bd62}}
html{scroll-padding-top:4rem;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;z-index:2;padding:.4rem .8rem;background:var(--raised)}
header,main{max-width:78rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.25rem}
h1{margin:0;font-size:1.6rem;letter-spacing:-.015em}
h2{margin:0 0 .25rem;font-size:1.15rem;letter-spacing:-.01em}
h3{margin:1.5rem 0 .4rem;font-size:.95rem}
p{margin:.25rem 0 1rem;color:var(--soft);max-width:65ch}
code,time,.figures dd,.now{font-variant-numeric:tabular-nums}
code,pre{font:.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
nav{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line);margin-top:1.25rem}
nav ul{display:flex;gap:.25rem;max-width:78rem;margin:0 auto;padding:0 .75rem;list-style:none;overflow-x:auto}
nav a{display:block;padding:.7rem .5rem;color:var(--soft);text-decoration:none;white-space:nowrap}
nav a:hover{color:var(--accent)}
main{padding-bottom:5rem}
section{padding-top:2.25rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));margin:1.75rem 0 0;border:solid var(--line);border-width:1px 0}
.figures div{padding:.8rem 0}
.figures dt{color:var(--soft);font-size:.85rem}
.figures dd{margin:0;font-size:1.5rem}
.now{display:block;font-size:2rem;line-height:1.2;letter-spacing:-.02em}
.pairs{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.3rem 1.5rem;margin:0}
.pairs dt{color:var(--soft)}
.pairs dd{margin:0;overflow-wrap:anywhere}
.rows{margin:0;padding:0;list-style:none;border-top:1px solid var(--line)}
.rows>li{border-bottom:1px solid var(--line)}
.rows summary,.plain{display:grid;grid-template-columns:8.5rem minmax(0,1.2fr) minmax(0,1.3fr) minmax(0,1fr);gap:.1rem 1rem;padding:.55rem 0;align-items:baseline;cursor:pointer;list-style:none}
.rows summary::-webkit-details-marker{display:none}
.rows summary:hover code:first-of-type{color:var(--accent)}
.plain{cursor:default;grid-template-columns:minmax(0,1fr) max-content}
.inside{padding:0 0 1rem 9.5rem}
.id{color:var(--soft);overflow-wrap:anywhere}
pre{max-height:24rem;margin:.5rem 0;padding:.8rem 1rem;overflow:auto;background:var(--raised);border:1px solid var(--line);border-radius:6px}
.state{color:var(--soft)}
.delivered{color:var(--good)}
.failed,.dropped{color:var(--bad)}
.waiting,.held{color:var(--warn)}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse}
th,td{padding:.45rem 1rem .45rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-size:.82rem;font-weight:500;white-space:nowrap}
td:first-child{white-space:nowrap}
form{display:flex;flex-wrap:wrap;gap:.6rem .9rem;align-items:end;margin:.75rem 0}
label{display:grid;grid-template-columns:minmax(0,1fr);min-width:0;max-width:100%;gap:.15rem;font-size:.82rem;color:var(--soft)}
input,select{min-height:2.4rem;padding:.3rem .6rem;border:1px solid var(--edge);border-radius:6px;background:var(--raised);color:var(--ink);font:inherit;font-size:.95rem;max-width:100%}
input[type=number]{width:7rem}
select{min-width:0;width:100%}
button{min-height:2.4rem;padding:.3rem .9rem;border:1px solid var(--edge);border-radius:6px;background:transparent;color:var(--accent);font:inherit;cursor:pointer}
button:hover{border-color:currentColor}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.small{min-height:1.9rem;padding:.05rem .65rem}
.group{display:flex;flex-wrap:wrap;gap:.5rem;margin:.75rem 0}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.more{margin:1rem 0}
.more summary{cursor:pointer;color:var(--accent)}
.empty{padding:1.25rem 0;margin:0;border:solid var(--line);border-width:1px 0;max-width:none}
.status{position:fixed;left:0;right:0;bottom:0;z-index:2;margin:0 auto;padding:.7rem 1.25rem;max-width:78rem;color:var(--ink);background:var(--raised);border:1px solid var(--line);border-radius:8px 8px 0 0}
.status:empty{display:none}
.status.bad{color:var(--bad)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:44rem){.rows summary{grid-template-columns:minmax(0,1fr)}.inside{padding-left:0}.pairs{grid-template-columns:1fr;gap:0}.pairs dd{margin-bottom:.6rem}}
`;
