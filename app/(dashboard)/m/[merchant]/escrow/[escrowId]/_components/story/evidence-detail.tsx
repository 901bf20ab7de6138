import { useTranslations } from "next-intl";
import { Icon } from "@/app/_components/icons";
import { routes } from "@/app/_lib/routes";
import type { EvidenceDto } from "@/lib/escrow/schemas";

const shortHash = (sha256: string) => `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

function EvidenceFile({ slug, evidence }: { slug: string; evidence: EvidenceDto }) {
  const t = useTranslations("escrow.story");
  if (evidence.file === null) return null;
  const { sha256, name } = evidence.file;
  const address = routes.api.escrowFile(slug, sha256);
  const caption = (
    <figcaption className="mono">
      <span className="block truncate">{name}</span>
      <span title={sha256}>sha256 {shortHash(sha256)}</span>
    </figcaption>
  );
  if (evidence.kind === "document") {
    return (
      <figure className="evidence-file">
        <a className="evidence-paper" href={address} download aria-label={t("download", { name })}>
          <Icon name="download" />
        </a>
        {caption}
      </figure>
    );
  }
  return (
    <figure className="evidence-file">
      <a href={address} target="_blank" rel="noreferrer">
        {/* biome-ignore lint/performance/noImgElement: served with the session, which an optimizer does not have */}
        <img src={address} alt={t("photo", { name })} loading="lazy" width={132} height={88} />
      </a>
      {caption}
    </figure>
  );
}

/** What was shown: words, parcel, serial number, photo or paper with the hash that names it. */
export function EvidenceDetail({ slug, evidence }: { slug: string; evidence: EvidenceDto }) {
  const t = useTranslations("escrow.story");
  return (
    <>
      {evidence.note ? <p className="wrap-anywhere text-ink-2">“{evidence.note}”</p> : null}
      {evidence.tracking_no ? (
        <p className="wrap-anywhere">
          {t("tracking", { carrier: evidence.carrier ?? "", number: evidence.tracking_no })}
        </p>
      ) : null}
      {evidence.serial ? (
        <p className="wrap-anywhere">
          {t("serial", { serial: evidence.serial })}
          {evidence.serial_matches === null ? null : (
            <span className={evidence.serial_matches ? "text-ink-2" : "text-fail"}>
              {", "}
              {t(evidence.serial_matches ? "serial_ok" : "serial_wrong")}
            </span>
          )}
        </p>
      ) : null}
      <EvidenceFile slug={slug} evidence={evidence} />
    </>
  );
}
