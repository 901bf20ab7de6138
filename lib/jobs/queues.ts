import type { Queue } from "pg-boss";

const FOLLOW = {
  policy: "key_strict_fifo",
  retryLimit: 12,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 900,
  expireInSeconds: 120,
  heartbeatSeconds: 10,
  deadLetter: "dead-letters",
} as const;

/**
 * The queues (reference: reliability 5.1). One job a key at a time, in order; a worker that dies is missed within
 * its heartbeat and the job runs again; what keeps failing waits in the dead-letter queue.
 */
export const QUEUES: readonly Queue[] = [
  { name: "dead-letters", policy: "standard", retentionSeconds: 90 * 86_400 },
  { name: "follow-paylink", ...FOLLOW },
  { name: "follow-attempt", ...FOLLOW },
  { name: "follow-pos", ...FOLLOW },
  { name: "follow-refund", ...FOLLOW },
  { name: "follow-capture", ...FOLLOW },
  { name: "follow-escrow", ...FOLLOW },
  { name: "follow-mirror", ...FOLLOW },
  { name: "follow-payout", ...FOLLOW },
  {
    name: "sweep-account",
    policy: "key_strict_fifo",
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 600,
    heartbeatSeconds: 10,
    deadLetter: "dead-letters",
  },
  {
    name: "reconcile-account",
    policy: "key_strict_fifo",
    retryLimit: 2,
    retryDelay: 60,
    expireInSeconds: 1_800,
    heartbeatSeconds: 10,
    deadLetter: "dead-letters",
  },
];
