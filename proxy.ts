import { type NextRequest, NextResponse } from "next/server";
import { cardOrigins } from "@/lib/checkout/card-entry/channels";
import { env } from "@/lib/runtime/env";

const YEAR_SECONDS = 31_536_000;

/** One provider's own address, on the page whose browser gives it the card; nothing anywhere else. */
function cardAddresses(pathname: string): readonly string[] {
  const { sandboxEnabled, SANDBOX_URL, SANDBOX_PAGES_URL } = env();
  return cardOrigins(pathname, sandboxEnabled ? [SANDBOX_URL, SANDBOX_PAGES_URL ?? SANDBOX_URL] : []);
}

function contentSecurityPolicy(nonce: string, isDevelopment: boolean, cardAddress: readonly string[]): string {
  return [
    "default-src 'self'",
    // Next's development server evaluates its hot-reload modules.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Positioned menus carry style attributes; scripts never do without the nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...cardAddress].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** `?lang=en` on any page remembers the language and goes on without it: the switch works without script. */
function languageRedirect(request: NextRequest): NextResponse | undefined {
  const language = request.nextUrl.searchParams.get("lang");
  if (request.method !== "GET" || (language !== "tr" && language !== "en")) return undefined;
  const target = request.nextUrl.clone();
  target.searchParams.delete("lang");
  const response = NextResponse.redirect(target, 303);
  response.cookies.set("vezne_locale", language, { maxAge: YEAR_SECONDS, sameSite: "lax", path: "/" });
  return response;
}

/** Sets headers. It decides nothing about who may see what: every page asks for itself. */
export function proxy(request: NextRequest): NextResponse {
  const redirect = languageRedirect(request);
  if (redirect) return redirect;

  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(
    nonce,
    process.env.NODE_ENV === "development",
    cardAddresses(request.nextUrl.pathname),
  );
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  const isPayerPage = request.nextUrl.pathname.startsWith("/pay/");
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", isPayerPage ? "no-referrer" : "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  if (isPayerPage) {
    response.headers.set("x-robots-tag", "noindex, nofollow");
    response.headers.set("cache-control", "no-store");
  }
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/static|_next/image|favicon|icons/|robots.txt).*)"],
};
