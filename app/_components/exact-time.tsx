import { useLocale } from "next-intl";
import { exactTime } from "../_lib/time-format";

/** For pages where the time may be disputed: Istanbul time, to the second, with its offset. */
export function ExactTime({ iso, form = "full" }: { iso: string; form?: "full" | "short" | "moment" }) {
  const locale = useLocale();
  return <time dateTime={iso}>{exactTime(iso, locale)[form]}</time>;
}
