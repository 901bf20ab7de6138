export const THEME_COOKIE = "vezne_theme";
const LOCALE_COOKIE = "vezne_locale";
const YEAR_SECONDS = 31_536_000;

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export function themeFrom(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}

function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Takes effect at once and is remembered; the server renders it from the next request on. */
export function applyTheme(theme: Theme): void {
  remember(THEME_COOKIE, theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function rememberLocale(locale: string): void {
  remember(LOCALE_COOKIE, locale);
}
