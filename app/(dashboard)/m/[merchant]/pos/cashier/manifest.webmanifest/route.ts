import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_lib/routes";

type Segment = { params: Promise<{ merchant: string }> };

/** Makes the till installable on a phone. It says nothing but names, so it asks nobody who they are. */
export async function GET(_request: Request, { params }: Segment): Promise<Response> {
  const [{ merchant: slug }, t] = await Promise.all([params, getTranslations("pos.cashier")]);
  const start = routes.cashier(slug);
  const icon = (size: number, purpose: "any" | "maskable") => ({
    src: `/icons/cashier-${size}.png`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  const manifest = {
    id: start,
    name: t("app_name"),
    short_name: t("title"),
    start_url: start,
    scope: start,
    display: "standalone",
    orientation: "portrait",
    background_color: "#fafbfc",
    theme_color: "#0d5c63",
    icons: [icon(192, "any"), icon(512, "any"), icon(512, "maskable")],
  };
  return Response.json(manifest, { headers: { "content-type": "application/manifest+json" } });
}
