import type { ThreeDRequest, WatchRule } from "../../three-d";

const STATES = { started: 2, failed: 5, failed_when_asked: 7 } as const;
const ACTIONS = { report: 1, change: 2, change_and_cancel: 3, change_and_tell: 4 } as const;
const MOST_MINUTES = 20;
const MOST_RULES = 5;
const LONGEST_ADDRESS = 250;

function isRule({ states, action, url, minutes }: WatchRule): boolean {
  if (states.length === 0 || !Number.isSafeInteger(minutes) || minutes < 2 || minutes > MOST_MINUTES) return false;
  if ((url?.length ?? 0) > LONGEST_ADDRESS) return false;
  return action !== "change_and_tell" || url !== undefined;
}

/** Codes 48 to 52 and 68: rules that would be refused after the payer waited. How many are too many is PAYWALL-W5. */
export function whyNoWatch({ watches }: ThreeDRequest): string | undefined {
  if (watches === undefined) return undefined;
  return watches.length > 0 && watches.length <= MOST_RULES && watches.every(isRule) ? undefined : "watch_rules";
}

function toJob({ states, action, url, minutes }: WatchRule) {
  return {
    PaymentStatus: states.map((state) => ({ Id: STATES[state] })),
    ActionId: ACTIONS[action],
    ...(url === undefined ? {} : { WebhookAddress: url }),
    WatchMin: minutes,
  };
}

/** One rule of 5 to 20 minutes that tells our callback, or the several rules that were asked for. */
export function toWatch({ watch, watches }: ThreeDRequest) {
  if (watches !== undefined) {
    return { PayWatchMultipleSupport: true, PayWatchMultiple: { Watch: true, Jobs: watches.map(toJob) } };
  }
  if (watch === undefined) return {};
  const minutes = Math.min(MOST_MINUTES, Math.max(5, Math.round(watch.minutes)));
  const rule = toJob({ states: ["started"], action: "change_and_tell", url: watch.url, minutes });
  return { PayWatch: { Watch: true, ...rule }, PayWatchMultipleSupport: false };
}
