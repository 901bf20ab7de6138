import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

type Segment = { params: Promise<{ nextauth: string[] }> };

function handle(request: Request, segment: Segment) {
  return NextAuth(authOptions())(request, segment);
}

export { handle as GET, handle as POST };
