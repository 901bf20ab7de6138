/** One call a provider service received, as the control API shows it. */
export interface LoggedRequest {
  id: number;
  at: string;
  provider: "paynet" | "paywall";
  operation: string;
  method: string;
  path: string;
  account: string | null;
  authorization: string;
  body: unknown;
  warnings: string[];
  fault: string | null;
  /** HTTP status answered; null while the call is open or when the socket was closed instead. */
  status: number | null;
}

const KEPT = 5_000;

/** The latest calls, in memory only. */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  private lastId = 0;

  open(entry: Omit<LoggedRequest, "id" | "warnings" | "fault" | "status">): LoggedRequest {
    this.lastId += 1;
    const logged = { ...entry, id: this.lastId, warnings: [], fault: null, status: null };
    this.entries.push(logged);
    if (this.entries.length > KEPT) this.entries = this.entries.slice(-KEPT / 2);
    return logged;
  }

  list(provider: string | null, operation: string | null): LoggedRequest[] {
    return this.entries.filter(
      (entry) =>
        (provider === null || entry.provider === provider) && (operation === null || entry.operation === operation),
    );
  }

  clear(): void {
    this.entries = [];
  }
}
