import type { EscrowTerms } from "@/lib/escrow/terms-schemas";

const HOURS = 60;
const DAYS = 24 * HOURS;

const TERMS: EscrowTerms = {
  auto_release_days: 30,
  ship_within_hours: null,
  beneficiary: null,
  split: [],
  serial: null,
};

export type DemoAct =
  | { kind: "ship"; carrier: string; trackingNo: string }
  | { kind: "arrived"; note: string }
  | { kind: "arrived_photo"; name: string }
  | { kind: "release"; note: string; amount?: number }
  | { kind: "dispute"; reason: string };

export type DemoCase = {
  /** The link's key in the sandbox's seed file. */
  link: string;
  terms: EscrowTerms;
  /** Minutes after the payment. */
  acts: readonly { after: number; act: DemoAct }[];
};

/** One case in each state of the desk; amounts are the links'. */
export const DEMO_CASES: readonly DemoCase[] = [
  {
    link: "escrow-sent",
    terms: { ...TERMS, ship_within_hours: 72 },
    acts: [{ after: 20 * HOURS, act: { kind: "ship", carrier: "Horoz Lojistik", trackingNo: "4418 2097" } }],
  },
  {
    link: "escrow-arrived",
    terms: TERMS,
    acts: [
      { after: 1 * DAYS, act: { kind: "ship", carrier: "Horoz Lojistik", trackingNo: "4418 1822" } },
      { after: 3 * DAYS, act: { kind: "arrived_photo", name: "kitaplik.png" } },
    ],
  },
  {
    link: "escrow-arrived-too",
    terms: TERMS,
    acts: [{ after: 4 * DAYS, act: { kind: "arrived_photo", name: "sehpa.png" } }],
  },
  {
    link: "escrow-second-person",
    terms: { ...TERMS, auto_release_days: 23 },
    acts: [
      { after: 3 * DAYS, act: { kind: "ship", carrier: "Horoz Lojistik", trackingNo: "4417 9035" } },
      { after: 8 * DAYS, act: { kind: "arrived", note: "Teslim edildi, montaj bitti." } },
      { after: 9 * DAYS - 100, act: { kind: "release", note: "Teslim tamam, montaj da bitti." } },
    ],
  },
  {
    link: "escrow-disputed",
    terms: TERMS,
    acts: [
      { after: 2 * DAYS, act: { kind: "ship", carrier: "Sürat Kargo", trackingNo: "7720 4411" } },
      { after: 5 * DAYS, act: { kind: "dispute", reason: "Koltuğun kolu kırık geldi." } },
    ],
  },
  {
    link: "escrow-agreed",
    terms: {
      ...TERMS,
      beneficiary: { name: "Ceviz Atölyesi Ltd. Şti.", iban: "TR330006100519786457841326" },
      split: [
        { kind: "goods", amount: 400_000 },
        { kind: "commission", amount: 75_000 },
      ],
    },
    acts: [
      { after: 4 * DAYS, act: { kind: "arrived", note: "Kapıda imzalandı." } },
      { after: 5 * DAYS, act: { kind: "release", note: "Teslim tamam." } },
    ],
  },
];

/** The terms a demo link carries, or null. */
export const demoTermsOf = (linkKey: string): EscrowTerms | null =>
  DEMO_CASES.find(({ link }) => link === linkKey)?.terms ?? null;
