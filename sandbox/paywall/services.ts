import { addCard, deleteCard, listCards, updateCard } from "./cards/stored-cards";
import { createTempToken } from "./cards/temp-tokens";
import { approve, rejectPayment, rejectProducts } from "./marketplace/approve";
import { listProducts, postponeEarning, showApprovals, showEarning } from "./marketplace/report";
import { createMember, deleteMember, listMembers, searchMember, updateMember } from "./members/members";
import { addBank, deleteBank, listBanks, setValueDate, showMemberValueDate, updateBank } from "./members/payout-terms";
import { cancelPayment, refundAll, refundPart, revertPayment } from "./money-back/give-back";
import { createCheckoutPage, createLinkQr, inquirePage } from "./pages/create-page";
import { cancelProvision, closeProvision } from "./payment/close-provision";
import { startDirect, startThreeD } from "./payment/start-payment";
import { queryPayout, sendToIban } from "./payout/payouts";
import { inquireBin, listInstallments, version } from "./query/installments";
import {
  queryByMerchantCode,
  queryByPaymentId,
  queryByProductId,
  queryByTrackingCode,
  queryByUniqueCode,
} from "./query/query-payments";
import { listReconciliations, reconcileDay, showEndOfDay, showReconciliation } from "./query/reconciliation";
import type { PaywallService } from "./service";

/** Every service of Paywall the sandbox speaks; a new one is a row here and a file. */
export const PAYWALL_SERVICES: readonly PaywallService[] = [
  { host: "payment", method: "GET", operation: "payment/version", run: version },
  { host: "payment", method: "POST", operation: "payment/start3d", run: startThreeD },
  { host: "payment", method: "POST", operation: "payment/startdirect", run: startDirect },
  { host: "payment", method: "POST", operation: "payment/provision", run: closeProvision },
  { host: "payment", method: "POST", operation: "payment/provision/cancel", run: cancelProvision },
  { host: "payment", method: "POST", operation: "payment/end3d", run: closeProvision },
  { host: "payment", method: "GET", operation: "installment", run: listInstallments },
  { host: "payment", method: "GET", operation: "bin/inquiry", run: inquireBin },
  { host: "payment", method: "POST", operation: "temptoken", run: createTempToken },
  { host: "payment", method: "POST", operation: "checkout/generate", run: createCheckoutPage },
  { host: "payment", method: "GET", operation: "checkout/inquiry", run: inquirePage },
  { host: "payment", method: "POST", operation: "linkqr/generate", run: createLinkQr },
  { host: "private", method: "POST", operation: "private/refund", run: refundAll },
  { host: "private", method: "POST", operation: "private/refund/partial", run: refundPart },
  { host: "private", method: "POST", operation: "private/cancel", run: cancelPayment },
  { host: "private", method: "POST", operation: "private/revert", run: revertPayment },
  { host: "private", method: "GET", operation: "private/query", run: queryByMerchantCode },
  { host: "private", method: "GET", operation: "private/query/by/uniquecode", run: queryByUniqueCode },
  { host: "private", method: "GET", operation: "private/query/by/paymentid", run: queryByPaymentId },
  { host: "private", method: "GET", operation: "private/query/by/productid", run: queryByProductId },
  { host: "private", method: "GET", operation: "private/query/by/trackingcode", run: queryByTrackingCode },
  { host: "private", method: "POST", operation: "private/vpos/reconciliation/reconcile", run: reconcileDay },
  { host: "private", method: "GET", operation: "private/vpos/reconciliation", run: showReconciliation },
  { host: "private", method: "GET", operation: "private/vpos/reconciliation/endofday", run: showEndOfDay },
  { host: "private", method: "GET", operation: "private/vpos/reconciliation/list", run: listReconciliations },
  { host: "card", method: "POST", operation: "card", run: addCard },
  { host: "card", method: "GET", operation: "card", run: listCards },
  { host: "card", method: "DELETE", operation: "card", run: deleteCard },
  { host: "card", method: "PUT", operation: "card", run: updateCard },
  { host: "member", method: "POST", operation: "member", run: createMember },
  { host: "member", method: "PUT", operation: "member", run: updateMember },
  { host: "member", method: "DELETE", operation: "member", run: deleteMember },
  { host: "member", method: "GET", operation: "member", run: listMembers },
  { host: "member", method: "GET", operation: "member/search", run: searchMember },
  { host: "member", method: "POST", operation: "member/bankaccount", run: addBank },
  { host: "member", method: "PUT", operation: "member/bankaccount", run: updateBank },
  { host: "member", method: "DELETE", operation: "member/bankaccount", run: deleteBank },
  { host: "member", method: "GET", operation: "member/bankaccount", run: listBanks },
  { host: "member", method: "POST", operation: "member/valuedate", run: setValueDate },
  { host: "member", method: "GET", operation: "member/valuedate", run: showMemberValueDate },
  { host: "payment", method: "POST", operation: "marketplace/approve/pw/product", run: approve(false, true) },
  { host: "payment", method: "POST", operation: "marketplace/approve/pw/payment", run: approve(false, false) },
  { host: "payment", method: "POST", operation: "marketplace/approve/self/product", run: approve(true, true) },
  { host: "payment", method: "POST", operation: "marketplace/approve/self/payment", run: approve(true, false) },
  { host: "payment", method: "POST", operation: "marketplace/reject/product", run: rejectProducts },
  { host: "payment", method: "POST", operation: "marketplace/reject/payment", run: rejectPayment },
  { host: "payment", method: "GET", operation: "marketplace/report/approval", run: showApprovals },
  { host: "payment", method: "GET", operation: "marketplace/report/earning/product", run: showEarning },
  { host: "payment", method: "PUT", operation: "marketplace/earning/postpone/product", run: postponeEarning },
  { host: "payment", method: "GET", operation: "product", keys: "private", run: listProducts },
  { host: "payment", method: "POST", operation: "payout/send/iban", keys: "private", run: sendToIban },
  { host: "payment", method: "GET", operation: "payout/query", keys: "private", run: queryPayout },
];
