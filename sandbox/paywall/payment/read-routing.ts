import type { Fields } from "../protocol/fields";
import { refuse } from "../protocol/refusal";
import type { StartInput } from "./read-start";

type Watch = StartInput["watches"][number];

/** Region, provider, POS, route and watch rules of a start; answers the watch rules. */
export function readRouting(detail: Fields): Watch[] {
  const region = detail.integer("RegionId", "region");
  if (region !== null && (region < 0 || region > 57)) throw refuse("region", "RegionId bulunamadı");
  const term = detail.integer("EndOfTheDay");
  if (term !== null && (term < 1 || term > 30)) throw refuse("malformed", "EndOfTheDay geçersiz");
  detail.integer("TagId");
  detail.oneOf("ChannelId", [0, 1, 2, 3, 4], "malformed");
  if (detail.flag("ProviderBased")) detail.requiredText("ProviderKey", "provider_key");
  if (detail.flag("PosBased") && (detail.integer("PosId", "pos_id") ?? 0) <= 0) {
    throw refuse("pos_id", "PosId zorunludur");
  }
  if (detail.flag("PayRouteByPass")) {
    const route = detail.oneOf("PayRouteType", [0, 1, 2, 3, 4], "route_type");
    if (route === 4) detail.requiredText("RouteGroupKey", "route_group");
  }
  detail.part("MarketPlace")?.expectOnly("BasketAmount").money("BasketAmount");
  return readWatches(detail);
}

const JOB = "Watch PaymentStatus ActionId WebhookAddress WatchMin";

/** One rule of 5 to 20 minutes, or several of 2 to 20. */
function readWatches(detail: Fields): Watch[] {
  const single = detail.part("PayWatch")?.expectOnly(JOB) ?? null;
  const several = detail.part("PayWatchMultiple")?.expectOnly("Watch Jobs") ?? null;
  const watches = single?.flag("Watch") ? [readWatch(single, 5)] : [];
  if (!detail.flag("PayWatchMultipleSupport") || !several?.flag("Watch")) return watches;
  const jobs = several.parts("Jobs");
  if (jobs.length > 5) throw refuse("too_many_watches", "Çok fazla izleme kuralı");
  return [...watches, ...jobs.map((job) => readWatch(job.expectOnly(JOB), 2))];
}

/** ASSUMPTION PAYWALL-W4: statuses come as numbers or as objects with an Id. */
function readWatch(rule: Fields, fewestMinutes: number): Watch {
  const statuses = rule
    .list("PaymentStatus")
    .map((item) => (typeof item === "object" && item !== null ? Number(Object.values(item)[0]) : Number(item)));
  if (statuses.length === 0 || !statuses.every((status) => [2, 5, 7].includes(status))) {
    throw refuse("watch_status", "PayWatch PaymentStatus geçersiz");
  }
  const actionId = rule.oneOf("ActionId", [1, 2, 3, 4], "watch_action");
  if (actionId === null) throw refuse("watch_action", "PayWatch ActionId zorunludur");
  const minutes = rule.integer("WatchMin", "watch_minutes") ?? 0;
  if (minutes < fewestMinutes || minutes > 20) throw refuse("watch_minutes", "PayWatch WatchMin geçersiz");
  const address = actionId === 4 ? rule.address("WebhookAddress", "watch_address") : rule.text("WebhookAddress");
  return { statuses, actionId, address, minutes };
}
