export const HOUR_PRESETS = ["24", "72", "168", "custom"] as const;
export const USES = ["one", "many"] as const;
export const COMMISSION_PAYERS = ["merchant", "customer"] as const;
