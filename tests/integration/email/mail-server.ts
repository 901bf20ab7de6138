import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = Email & { to: { name: string; address: string }[]; envelope: string[]; raw: string };

/** What the server does with the next mails: takes them, refuses for good or for now, or says nothing. */
export type Mood = "takes" | "refuses" | "busy" | "hangs";

const failure = (code: number) => Object.assign(new Error("no"), { responseCode: code });

/** A real SMTP server on a free port that keeps what it was given. */
export async function openMailServer() {
  const mails: ReceivedMail[] = [];
  let mood: Mood = "takes";
  let seen = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      seen += 1;
      if (mood === "refuses") done(failure(550));
      else if (mood === "busy") done(failure(451));
      else if (mood !== "hangs") done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks);
        const parsed = await PostalMime.parse(raw);
        const envelope = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ ...parsed, envelope, raw: raw.toString("latin1") } as ReceivedMail);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  server.on("error", () => undefined);
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    /** How many recipients were named to it, taken or not. */
    seen: () => seen,
    be(next: Mood) {
      mood = next;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
