/** Without script the page asks for itself again. */
export function NoScriptRefresh() {
  return (
    <noscript>
      <meta httpEquiv="refresh" content="5" />
    </noscript>
  );
}
