import "server-only";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import nodemailer from "nodemailer";
import { env } from "@/lib/runtime/env";
import { processSingleton } from "@/lib/runtime/process-singleton";
import { headerText, mailAddress } from "./mail-address";
import { htmlText, type MailText, plainText } from "./mail-layout";

export type Mail = {
  /** Stable: the same mail sent twice is one mail to the reader's program. */
  id: string;
  to: { name: string; address: string };
  /** The shop, in front of the installation's own address. */
  fromName: string;
  replyTo: string | null;
  text: MailText;
};

/** Milliseconds; together below the first gap between two tries, so that a slow server is not asked twice at once. */
const PATIENCE = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 20_000 } as const;

function smtp(url: string) {
  return processSingleton("mailTransport", () =>
    nodemailer.createTransport({
      url,
      pool: true,
      maxConnections: 2,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...PATIENCE,
    }),
  );
}

/** Without SMTP_URL a mail is a file of the data folder, the same bytes a server would have been given. */
async function writeToOutbox(id: string, message: object): Promise<void> {
  const folder = path.join(env().VEZNE_DATA_DIR, "outbox");
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  const { message: bytes } = await composer.sendMail({ ...message, disableFileAccess: true, disableUrlAccess: true });
  const file = path.join(folder, `${id.replace(/[^\w-]/g, "_")}.eml`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.part`, bytes as Buffer, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

function addressOfInstallation(): string {
  const text = env().MAIL_FROM;
  return /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
}

/** Hands one mail over; resolves when the server or the disk has it. @throws the transport's error */
export async function sendMail(mail: Mail): Promise<void> {
  const from = addressOfInstallation();
  const replyTo = mailAddress(mail.replyTo);
  const message = {
    messageId: `<${mail.id}@${from.split("@").at(-1)}>`,
    from: { name: headerText(mail.fromName), address: from },
    to: { name: headerText(mail.to.name), address: mail.to.address },
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: headerText(mail.text.subject),
    text: plainText(mail.text),
    html: htmlText(mail.text),
    headers: { "auto-submitted": "auto-generated", "x-auto-response-suppress": "All" },
  };
  const url = env().SMTP_URL;
  if (url === undefined) await writeToOutbox(mail.id, message);
  else await smtp(url).sendMail(message);
}

/** Closes the connections to the mail server; the last step of a worker's drain. */
export function closeMail(): void {
  const url = env().SMTP_URL;
  if (url !== undefined) smtp(url).close();
}
