/**
 * The one folding of an e-mail address: Unicode-normalised, Turkish dotted and dotless I made one, lower case.
 * Two spellings of an address can never be two accounts (fault F50).
 */
export function foldEmail(email: string): string {
  return email.trim().normalize("NFKC").replaceAll("İ", "i").replaceAll("ı", "i").replaceAll("I", "i").toLowerCase();
}
