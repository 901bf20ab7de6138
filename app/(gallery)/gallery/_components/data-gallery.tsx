import { ChargeAnatomy } from "@/app/_components/charge-anatomy";
import { Icon } from "@/app/_components/icons";
import { CopyField, CopyId } from "@/app/_components/ui/copy-button";
import { EmptyState } from "@/app/_components/ui/lists/empty-state";
import { SkeletonRows } from "@/app/_components/ui/lists/skeleton";
import { Panel } from "@/app/_components/ui/panel";
import { Pill } from "@/app/_components/ui/pill";
import { Qr } from "@/app/_components/ui/qr";

const ANATOMY = {
  requested: 1_200_000,
  installmentDifference: 40_000,
  commissionAdded: 0,
  charged: 1_240_000,
  commission: 22_217,
  tax: 4_443,
  net: 1_213_340,
  installments: 6,
};
const NOTES = ["wait", "fail", "info", "test"] as const;

export function DataGallery() {
  return (
    <>
      <Panel id="anatomy" title="Anatomy, notes, ids">
        <div className="panel-body grid gap-4">
          <ChargeAnatomy anatomy={ANATOMY} />
          {NOTES.map((tone) => (
            <p key={tone} className={`note note-${tone}`}>
              <Icon name="alert" />
              <span>Bankadan yanıt gelmedi. Kart çekilmiş olabilir. Biz soruyoruz; ikinci kez çekmeyin.</span>
            </p>
          ))}
          <p className="flex flex-wrap items-center gap-4">
            <CopyId value="pay_01m807e0p71xbbzabq3mdd29hx" label="Ödeme" />
            <Pill>teslimde</Pill>
            <Pill tone="wait">İncele</Pill>
          </p>
          <CopyField value="https://ode.ornek.com/pay/7f3k" label="Link" />
          <Qr text="https://ode.ornek.com/pay/7f3k" label="QR" />
        </div>
      </Panel>
      <Panel id="empty" title="Empty, loading">
        <EmptyState kind="nothing_yet" title="Henüz ödeme yok" text="Bir link oluşturup kendiniz ödeyin." />
        <EmptyState kind="no_match" title="Bu süzgece uyan ödeme yok" text="Durum: Askıda." />
        <EmptyState kind="not_allowed" title="Bu sayfayı görme yetkiniz yok" text="Rolünüz: Kasiyer." />
        <EmptyState kind="error" title="Liste açılamadı" text="Ödemeler sürüyor, para etkilenmedi." />
        <SkeletonRows rows={3} label="Yükleniyor" />
      </Panel>
    </>
  );
}
