import "server-only";
import { sessionCookieName, sessionIdOf } from "./options";
import { readMembership, readSession } from "./session.system";

function cookieOf(request: Request, name: string): string | undefined {
  const pair = (request.headers.get("cookie") ?? "").split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/** Whether the person behind an open stream is still signed in and still a member; asked while it is open. */
export async function readStreamStanding(request: Request): Promise<boolean> {
  const sessionId = await sessionIdOf(cookieOf(request, sessionCookieName()));
  const user = sessionId === undefined ? undefined : await readSession(sessionId);
  if (!user) return false;
  const slug = new URL(request.url).searchParams.get("merchant") ?? "";
  return (await readMembership(user, slug)) !== undefined;
}
