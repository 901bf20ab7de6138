import type { EscrowWords } from "../escrow-text";

const OWN_PAGE = "Your payment’s page";
const CASE = "Open the case";
const ENDINGS: Record<string, string> = {
  withdrawn: "The buyer said that the problem is solved.",
  release: "Outcome: the seller was right.",
  refund: "Outcome: the held money is going back to the buyer.",
};

export const EN: EscrowWords = {
  test: "TEST: ",
  at: { paynet: "at Paynet", paywall: "at Paywall" },
  facts: {
    amount: "Amount",
    paid: "Paid",
    reference: "Reference",
    card: "Card",
    parcel: "Parcel",
    code: "Code",
    release: "Released by itself",
    ship: "To be sent by",
    reason: "Reason",
    number: "Refund number",
  },
  footer: {
    payer: (merchant, phone) =>
      `Questions? Talk to ${merchant}${phone ? ` (${phone})` : ""}. This e-mail never asks for card details.`,
    seller: (merchant) => `Sent about a payment of ${merchant} on confirmed delivery.`,
  },
  kinds: {
    "escrow.held": {
      payer: {
        subject: ({ amount, merchant, at }) => `Payment received, waiting ${at}: ${amount}, ${merchant}`,
        heading: "Your payment was received",
        lines: ({ amount, merchant, at, release, shipBy }) => [
          `${amount} was charged to your card for ${merchant}. The money is waiting ${at}; the seller does not have it yet.`,
          "When the goods arrive, look first, then confirm on the page below. If something is wrong, report it there; the clock stops.",
          shipBy ? `If the seller does not send it by ${shipBy}, the money returns to your card.` : "",
          release ? `If you neither confirm nor report a problem, it goes to the seller at: ${release}.` : "",
        ],
        link: "Your payment’s page: receipt, confirmation, refund",
      },
      seller: {
        subject: ({ amount }) => `Held: ${amount}, send the goods`,
        heading: "A payment on confirmed delivery",
        lines: ({ amount, at, customer, shipBy }) => [
          `${customer} paid ${amount}. The money is held ${at} until the delivery is proven.`,
          shipBy
            ? `Write that it was sent by ${shipBy}; otherwise the money returns to the buyer.`
            : "Write the parcel number when you send it.",
        ],
        link: CASE,
      },
    },
    "escrow.sent": {
      payer: {
        subject: ({ merchant }) => `On its way, ${merchant}`,
        heading: "The seller sent the goods",
        lines: ({ merchant, parcel, at }) => [
          parcel ? `${merchant} sent it: ${parcel}.` : `${merchant} says that it was sent.`,
          `Your money is waiting ${at}. When the goods arrive, look first, then confirm.`,
        ],
        link: "Your delivery page",
      },
      seller: {
        subject: ({ amount }) => `Marked as sent: ${amount}`,
        heading: "Marked as sent",
        lines: ({ parcel, at }) => [
          parcel ? `Parcel: ${parcel}. The buyer was told.` : "The buyer was told.",
          `The money is held ${at}; release it when the buyer confirms or the delivery is proven.`,
        ],
        link: CASE,
      },
    },
    "escrow.code": {
      payer: {
        subject: ({ merchant }) => `Your delivery code, ${merchant}`,
        heading: "Your delivery code",
        lines: ({ code, codeUntil, isPaused, amount, merchant }) => [
          isPaused
            ? `Your code to say that the problem you reported is solved: ${code}`
            : `Your code to confirm the delivery of your order from ${merchant}: ${code}`,
          `Valid until ${codeUntil}, for one use. Amount: ${amount}.`,
          "Do not tell it to the courier or the seller. Look at the goods first, then type it on your own page and nowhere else. If you did not ask for it, ignore this e-mail; nothing changes without the code.",
        ],
        link: "The page to type it on",
      },
    },
    "escrow.delivered": {
      payer: {
        subject: ({ byBuyer, merchant }) =>
          byBuyer ? `Thank you, confirmed, ${merchant}` : `Marked as delivered, ${merchant}`,
        heading: "Delivery",
        lines: ({ byBuyer, merchant, at, release }) =>
          byBuyer
            ? [
                `You confirmed the delivery. The money is ${at}; the seller’s last step is awaited.`,
                "If this was not you, call the seller now.",
              ]
            : [
                `${merchant} says that the goods reached you.`,
                "If they did not, or something is wrong, report it now: the clock stops at once.",
                release ? `Otherwise the money goes to the seller at the latest at: ${release}.` : "",
              ],
        link: "Your delivery page",
      },
      seller: {
        subject: ({ byBuyer, amount }) =>
          byBuyer ? `The buyer confirmed the delivery: ${amount}` : `Delivery recorded: ${amount}`,
        heading: "Delivery",
        lines: ({ byBuyer, at }) => [
          byBuyer
            ? "The buyer confirmed with the code of their e-mail."
            : "The delivery was recorded with its proof. The buyer was told.",
          `The money is held ${at}; it can be released now.`,
        ],
        link: CASE,
      },
    },
    "escrow.disputed": {
      payer: {
        subject: ({ byBuyer, merchant }) =>
          byBuyer ? `Your problem is reported, ${merchant}` : `Your order is being looked into, ${merchant}`,
        heading: "The clock is stopped",
        lines: ({ byBuyer, at, merchant }) => [
          `Your money stays ${at}; until the problem is solved it goes nowhere by itself.`,
          byBuyer
            ? `${merchant} will talk to you. Take photos and keep the box.`
            : `${merchant} is looking into this order.`,
          byBuyer ? "If you did not report this, call the seller now." : "",
        ],
        link: OWN_PAGE,
      },
      seller: {
        subject: ({ byBuyer, amount }) =>
          byBuyer ? `The buyer reported a problem: ${amount}` : `A dispute was opened: ${amount}`,
        heading: "A dispute is open, the clock is stopped",
        lines: ({ byBuyer, at }) => [
          byBuyer
            ? "The buyer reported a problem. Talk to them and write the result into the case."
            : "Somebody of your shop opened a dispute.",
          `The money stays held ${at}; it cannot be released before this is resolved.`,
        ],
        link: CASE,
      },
    },
    "escrow.resolved": {
      payer: {
        subject: ({ merchant }) => `The dispute is closed, ${merchant}`,
        heading: "The dispute is closed",
        lines: ({ outcome, release }) => [
          ENDINGS[outcome] ?? "",
          outcome === "refund"
            ? "Your page shows every step of the refund."
            : "The clock goes on where it stopped. You can report a new problem.",
          outcome !== "refund" && release ? `The money goes to the seller by itself at: ${release}.` : "",
        ],
        link: OWN_PAGE,
      },
      seller: {
        subject: ({ amount }) => `The dispute is closed: ${amount}`,
        heading: "The dispute is closed",
        lines: ({ outcome }) => [
          ENDINGS[outcome] ?? "",
          outcome === "refund" ? "" : "The clock goes on where it stopped.",
        ],
        link: CASE,
      },
    },
    "escrow.released": {
      payer: {
        subject: ({ amount, merchant }) => `${amount} was released to the seller, ${merchant}`,
        heading: "The money was released to the seller",
        lines: ({ amount, merchant }) => [
          `${amount} was released to ${merchant}.`,
          "If a problem comes up now, call the seller or ask for a refund.",
        ],
        link: OWN_PAGE,
      },
      seller: {
        subject: ({ amount }) => `Released: ${amount}`,
        heading: "Released",
        lines: ({ amount }) => [`${amount} is no longer held. The Balance page shows the day it reaches you.`],
        link: CASE,
      },
    },
    "escrow.refund_started": {
      payer: {
        subject: ({ amount, merchant }) => `Your refund has started: ${amount}, ${merchant}`,
        heading: "Your refund has started",
        lines: ({ amount }) => [
          `${amount} is going back to your card. It has not reached your bank yet; we will write when it has.`,
        ],
        link: "Your refund",
      },
      seller: {
        subject: ({ amount }) => `Refund on its way: ${amount}`,
        heading: "Held money goes back to the buyer",
        lines: ({ amount }) => [
          `A refund of ${amount} is being sent to the provider. We will write when it is confirmed.`,
        ],
        link: CASE,
      },
    },
    "escrow.refund_done": {
      payer: {
        subject: ({ amount, merchant }) => `Refund sent to your bank: ${amount}, ${merchant}`,
        heading: "Refund sent to your bank",
        lines: ({ amount }) => [
          `${amount} was sent to your bank. It usually shows on your statement in 3 to 7 working days.`,
          "If you do not see it, give your bank the refund number below.",
        ],
        link: "Your refund",
      },
      seller: {
        subject: ({ amount }) => `Refund confirmed: ${amount}`,
        heading: "Refund confirmed",
        lines: ({ amount }) => [`The provider’s records show the refund of ${amount}.`],
        link: CASE,
      },
    },
    "escrow.reminder": {
      payer: {
        subject: ({ amount, merchant }) => `Goes to the seller within two days: ${amount}, ${merchant}`,
        heading: "Your money goes to the seller within two days",
        lines: ({ amount, merchant, release }) => [
          `${amount} is released to ${merchant} at: ${release ?? ""}.`,
          "If it did not arrive or something is wrong, report it now: the clock stops at once and nothing moves. If all is well, you need not do anything.",
        ],
        link: "Report a problem or confirm",
      },
    },
  },
};
