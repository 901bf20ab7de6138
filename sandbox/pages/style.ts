/** One small sheet for every page; the stripe of the notice says sandbox at a glance. */
export const STYLE = `
:root { color-scheme: light; --ink: #17202a; --soft: #5b6673; --line: #d5dbe1; --accent: #6b2fb3; --bad: #a3201d; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: #f3f4f7; }
.notice { margin: 0; padding: .625rem 1rem; text-align: center; font-size: .875rem; color: #3d2a00;
  background: repeating-linear-gradient(135deg, #ffe9a8 0 14px, #ffdf85 14px 28px); }
main { max-width: 27rem; margin: 1rem auto 3rem; padding: 1.25rem; background: #fff; border: 1px solid var(--line); border-radius: 12px; }
main.wide { max-width: 62rem; }
main.phone { max-width: 24rem; border: 10px solid #17202a; border-radius: 2.25rem; padding: 1.5rem 1.25rem 2rem; }
.tap { display: grid; place-items: center; gap: .5rem; margin: 1.25rem 0; padding: 1.25rem; text-align: center; border-radius: 16px; background: #f3edfb; }
.tap svg { width: 3.5rem; height: 3.5rem; stroke: var(--accent); fill: none; stroke-width: 2.5; stroke-linecap: round; }
.state { margin: 1rem 0; padding: .75rem 1rem; border-left: 4px solid var(--accent); background: #f3f4f7; border-radius: 6px; }
.state.bad { border-color: var(--bad); } .state.good { border-color: #1d6b3a; }
.state p { margin: 0; }
.actions button { margin-top: .625rem; }
.brand { margin: 0 0 1rem; font-weight: 700; color: var(--accent); letter-spacing: .01em; }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
h2 { margin: 2rem 0 .5rem; font-size: 1.0625rem; }
.amount { margin: .25rem 0 1rem; font-size: 2rem; font-weight: 700; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
dt { color: var(--soft); } dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
label, legend { display: block; margin: .875rem 0 .25rem; font-weight: 600; font-size: .9375rem; padding: 0; }
input:not([type=radio]) { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; border: 1px solid #8a94a0; border-radius: 8px; }
input[aria-invalid=true] { border-color: var(--bad); }
.row { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: .75rem; }
fieldset { margin: .875rem 0 0; padding: 0; border: 0; }
.choice { display: flex; gap: .625rem; align-items: baseline; min-height: 2.75rem; margin: .25rem 0; padding: .5rem .75rem;
  border: 1px solid var(--line); border-radius: 8px; font-weight: 400; }
.choice span:last-child { margin-left: auto; white-space: nowrap; font-variant-numeric: tabular-nums; }
.hint { color: var(--soft); font-size: .875rem; }
.error { margin: .25rem 0 0; color: var(--bad); font-size: .875rem; }
button, .button { display: inline-block; width: 100%; min-height: 3rem; margin-top: 1.25rem; padding: .75rem 1rem; font: inherit; font-weight: 700;
  text-align: center; text-decoration: none; color: #fff; background: var(--accent); border: 0; border-radius: 8px; cursor: pointer; }
button.quiet { color: var(--ink); background: #e8ebef; margin-top: .75rem; }
.button.quiet { color: var(--ink); background: #e8ebef; }
.button.small { width: auto; min-height: 0; margin: 0; padding: .375rem .75rem; font-size: .875rem; }
:focus-visible { outline: 3px solid #1a6fd4; outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .5rem .625rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font: .875em ui-monospace, monospace; }
`;
