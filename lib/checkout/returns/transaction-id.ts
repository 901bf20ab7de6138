/** The transaction id a returning browser brings; `xk_` ids are base64-like and a `+` that travelled unescaped is put back. */
export function transactionIdOf(fields: Record<string, string>): string | undefined {
  const text = (fields.xact_id ?? "").trim().replaceAll(" ", "+");
  return /^xk_[A-Za-z0-9+/*=_-]{6,200}$/.test(text) ? text : undefined;
}
