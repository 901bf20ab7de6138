"use client";

import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { Checkbox } from "@/app/_components/ui/fields/checkbox";
import { MoneyField } from "@/app/_components/ui/fields/money-field";
import { SegmentedControl } from "@/app/_components/ui/fields/segmented-control";
import { Select } from "@/app/_components/ui/fields/select";
import { Switch } from "@/app/_components/ui/fields/switch";
import { TextArea, TextField } from "@/app/_components/ui/fields/text-field";
import { Dialog } from "@/app/_components/ui/overlays/dialog";
import { Drawer } from "@/app/_components/ui/overlays/drawer";
import { useNotify } from "@/app/_components/ui/overlays/toast";
import { Tooltip } from "@/app/_components/ui/overlays/tooltip";
import { Panel } from "@/app/_components/ui/panel";

const SEGMENTS = [
  { value: "a", label: "24 sa" },
  { value: "b", label: "3 gün" },
];

export function FieldGallery() {
  const [amount, setAmount] = useState("1.234");
  const [segment, setSegment] = useState("a");
  const [dialogOpen, setDialogOpen] = useState(false);
  const [drawerOpen, setDrawerOpen] = useState(false);
  const notify = useNotify();
  return (
    <Panel id="fields" title="Buttons, fields, overlays">
      <div className="panel-body grid gap-4 md:grid-cols-2">
        <p className="flex flex-wrap gap-2 md:col-span-2">
          <Button tone="primary">Primary</Button>
          <Button>Plain</Button>
          <Button tone="ghost">Ghost</Button>
          <Button tone="caution">Caution</Button>
          <Button tone="danger">Danger</Button>
          <Button busy>Busy</Button>
          <Button disabled>Disabled</Button>
          <Button onClick={() => setDialogOpen(true)}>Dialog</Button>
          <Button onClick={() => setDrawerOpen(true)}>Drawer</Button>
          <Button onClick={() => notify("Kopyalandı")}>Toast</Button>
          <Tooltip content="22 Kasım 2026 14:32:41 GMT+3" trigger={<Button>Tooltip</Button>} />
        </p>
        <MoneyField id="g-amount" name="amount" label="Tutar" currency="TL" value={amount} onChange={setAmount} />
        <TextField id="g-text" label="Ad soyad" hint="Müşterinin adı" optional="isteğe bağlı" />
        <TextField id="g-bad" label="E-posta" errors={["E-posta adresini tam yazın."]} defaultValue="ayşe@" />
        <Select id="g-select" label="POS" options={[{ value: "1", label: "Paynet" }]} />
        <TextArea id="g-area" label="Not" />
        <div className="grid gap-3">
          <Checkbox label="SMS ile gönder" defaultChecked />
          <Switch label="Bildirim" hint="Ödeme olunca" defaultChecked />
          <div>
            <SegmentedControl name="g-segment" label="Süre" segments={SEGMENTS} value={segment} onChange={setSegment} />
          </div>
        </div>
      </div>
      <Dialog
        open={dialogOpen}
        onOpenChange={setDialogOpen}
        title="Bu linki kapatmak üzeresiniz"
        closeLabel="Kapat"
        foot={<Button tone="danger">Kapat</Button>}
      >
        <p>Müşteri bu linkle yeni ödeme başlatamaz.</p>
      </Dialog>
      <Drawer open={drawerOpen} onOpenChange={setDrawerOpen} title="Ödeme" closeLabel="Kapat">
        <p>Liste arkada kullanılabilir kalır.</p>
      </Drawer>
    </Panel>
  );
}
