import "server-only";
import { writeReceiptPdf } from "@/lib/checkout/receipt/write-receipt-pdf";
import { formatMoney } from "@/lib/kernel/format-money";
import type { PaymentDto } from "@/lib/payments/schemas";

type Merchant = { name: string; phone: string | null; descriptor: string };

const PROVIDERS: Record<string, string> = { paynet: "Paynet", paywall: "Paywall" };

const moment = new Intl.DateTimeFormat("tr-TR", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "Europe/Istanbul",
});

/** The payment's receipt in the language of the banks that read it; of the card only the last four digits. */
export async function packReceipt(payment: PaymentDto, merchant: Merchant, paidAt: Date): Promise<Uint8Array> {
  const amount = formatMoney(BigInt(payment.amount_charged ?? payment.amount_requested), "TRY", "tr");
  const { last4 = null, brand = null } = payment.card ?? {};
  const lines: { name: string; value: string | null; isSum?: boolean }[] = [
    { name: "Çekilen tutar", value: amount, isSum: true },
    { name: "Tarih", value: moment.format(paidAt) },
    { name: "Başvuru numarası", value: payment.reference_no ?? payment.provider_reference },
    { name: "Ödeme", value: payment.id },
    { name: "Ödeyen", value: payment.customer.name },
    { name: "Kart", value: last4 === null ? null : `•••• ${last4}${brand === null ? "" : ` ${brand}`}` },
    { name: "Taksit", value: (payment.installments ?? 1) > 1 ? String(payment.installments) : "Tek çekim" },
    { name: "Ekstredeki ad", value: merchant.descriptor },
  ];
  return writeReceiptPdf({
    language: "tr",
    merchant: { name: merchant.name, phone: merchant.phone },
    title: "Ödeme makbuzu",
    number: payment.reference_no ?? payment.id,
    verdict: "Ödendi",
    amount,
    lines: lines.flatMap(({ value, ...line }) => (value === null ? [] : [{ ...line, value }])),
    foot: [
      ...(payment.mode === "test" ? ["TEST: gerçek para çekilmedi."] : []),
      "Bu belge fatura değildir.",
      `Ödemeyi alan lisanslı kuruluş: ${PROVIDERS[payment.provider] ?? payment.provider}`,
    ],
    paidAt,
  });
}
