/** The style of a report: two palettes, one column, scrolling boxes. A browser test checks the contrast. */
export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --text: #1c2024; --quiet: #60646c; --page: #fcfcfd; --card: #fff; --line: #d9d9e0; --code: #f0f0f3;
  --good: #14653a; --good-back: #e0f5e9; --bad: #a8122c; --bad-back: #ffeaec; --warn: #7a4a00; --warn-back: #fff3d6; --link: #0b57b0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #edeef0; --quiet: #b0b4ba; --page: #111113; --card: #18191b; --line: #363a3f; --code: #212225;
    --good: #7ee2a8; --good-back: #113b29; --bad: #ffa3ab; --bad-back: #481219; --warn: #ffd479; --warn-back: #3f2c00; --link: #8ec8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
h3 { font-size: .8rem; margin: .9rem 0 .25rem; color: var(--quiet); text-transform: uppercase; letter-spacing: .05em; }
a { color: var(--link); }
header { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; }
.counts { color: var(--quiet); width: 100%; margin: 0; }
.badge { border-radius: 1rem; padding: .1rem .7rem; font-size: .85rem; font-weight: 600; white-space: nowrap; }
.good { color: var(--good); background: var(--good-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.warn { color: var(--warn); background: var(--warn-back); }
.plain { color: var(--quiet); background: var(--code); }
.box { border: 1px solid; border-radius: .5rem; padding: .7rem 1rem; margin: .8rem 0; overflow-wrap: anywhere; }
.box > :first-child { margin-top: 0; } .box > :last-child { margin-bottom: 0; }
.error { color: var(--text); border-color: var(--bad); background: var(--bad-back); }
.error strong, .error h2 { color: var(--bad); }
.box ul { padding-left: 1.2rem; }
.box h2 { margin: 0 0 .4rem; }
.advisory { color: var(--text); border-color: var(--warn); background: var(--warn-back); }
.advisory code { background: none; color: var(--warn); font-weight: 600; padding: 0; }
details.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .35rem 0; }
details.failed { border-color: var(--bad); border-width: 2px; }
details.card > summary { padding: .45rem .8rem; cursor: pointer; display: flex; gap: .2rem .7rem; align-items: baseline; flex-wrap: wrap; list-style: none; }
details.card > summary::before { content: '▸'; color: var(--quiet); }
details.card[open] > summary::before { content: '▾'; }
details.card[open] > summary { border-bottom: 1px solid var(--line); }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: .3rem; }
.title { font-weight: 600; max-width: calc(100% - 1.7rem); overflow-wrap: anywhere; }
.id, .preview { color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; }
.preview { flex: 1 1 12rem; min-width: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.inside { padding: 0 .8rem .8rem; }
table { border-collapse: collapse; width: 100%; }
.scroll { overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-top: 1px solid var(--line); }
tbody th { font-weight: 500; color: var(--quiet); width: 30%; max-width: 16rem; overflow-wrap: anywhere; }
td { overflow-wrap: anywhere; }
pre { margin: 0; padding: .5rem .7rem; background: var(--code); border-radius: .4rem; max-height: 24rem; overflow: auto; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font: 13px/1.45 ui-monospace, monospace; background: var(--code); padding: .05rem .3rem; border-radius: .25rem; overflow-wrap: anywhere; }
.none { color: var(--quiet); }
.wrong th { color: var(--bad); }
.file { font-weight: 600; overflow-wrap: anywhere; }
.comment { margin: 1.6rem 0 .6rem; overflow-wrap: anywhere; }
.comment > * { margin: 0 0 .4rem; }
h3.section { font-size: 1.05rem; color: var(--text); text-transform: none; letter-spacing: 0; }
figure { margin: .6rem 0 1.2rem; }
figcaption { font-weight: 600; margin-bottom: .4rem; overflow-wrap: anywhere; }
.graph { border: 1px solid var(--line); border-radius: .5rem; background: var(--page); }
.graph svg { display: block; margin: 0 auto; }
.graph text { fill: var(--text); font: 13px system-ui, sans-serif; }
.node rect { fill: var(--card); stroke: var(--line); }
.ran rect { stroke: var(--good); }
.failed rect { stroke: var(--bad); stroke-width: 2; fill: var(--bad-back); }
.helper rect { fill: var(--code); stroke: var(--quiet); }
.idle rect { stroke: var(--quiet); stroke-dasharray: 4 3; }
.graph .idle text, .graph .branch { fill: var(--quiet); }
.edge { fill: none; stroke: var(--quiet); }
.call { stroke-dasharray: 2 4; }
.graph a:focus-visible { outline: none; } .graph a:focus-visible rect { stroke: var(--link); stroke-width: 3; }
.graph:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 1rem; }
.sides > * { min-width: 0; }
.sides tbody th, .sides tbody td { display: block; width: auto; max-width: none; padding-right: 0; }
.sides tbody td { border: 0; padding-top: 0; }
@media (max-width: 40rem) { .nested { margin-left: 0 !important; border-left-width: 4px; } tbody th { width: auto; max-width: none; display: block; border-top: 1px solid var(--line); } tbody td { display: block; border: 0; padding-top: 0; } thead { display: none; } }
@media print { details.card { break-inside: avoid; } pre { max-height: none; } }
`;
