import { beforeAll, describe, expect, it } from "vitest";
import { sweepDue } from "@/lib/jobs/sweep-due.system";
import { getPaylink } from "@/lib/paylinks/queries";
import type { PaylinkDto } from "@/lib/paylinks/schemas";
import { makeContext } from "../../support/context";
import { createMerchant, type TestMerchant } from "../../support/factories";
import { createLink, PayerBrowser } from "../../support/factories-paylink";
import { useProduct } from "../../support/product-process";

const product = useProduct();
let merchant: TestMerchant;

beforeAll(async () => {
  merchant = await createMerchant();
});

/** Takes the questions queued about a link since the last look. */
const takeJobs = async (link: PaylinkDto) =>
  (
    await product.rows("delete from pgboss.job where name = 'follow-paylink' and singleton_key = $1 returning id", [
      link.id,
    ])
  ).length;

async function handedOver(): Promise<PaylinkDto> {
  const link = await createLink(merchant);
  await new PayerBrowser().goToPayment(link);
  return link;
}

describe("the poll ladder after a hand-over", () => {
  it("asks at 30 s, 1, 2, 5, 10, 20 and 21 minutes by the product's clock, and then no more", async () => {
    const link = await handedOver();
    for (const gapSeconds of [30, 30, 60, 180, 300, 600, 60]) {
      await product.advance(gapSeconds - 10);
      await sweepDue();
      expect([gapSeconds, await takeJobs(link)]).toEqual([gapSeconds, 0]);
      await product.advance(10);
      await sweepDue();
      expect([gapSeconds, await takeJobs(link)]).toEqual([gapSeconds, 1]);
    }
    expect(await product.rows("select next_check_at from paylinks where id = $1", [link.id])).toEqual([
      { next_check_at: null },
    ]);
  });

  it("starts again with another hand-over", async () => {
    const link = await handedOver();
    await product.advance(15 * 60);
    await sweepDue();
    await takeJobs(link);
    await new PayerBrowser().goToPayment(link);
    await product.advance(31);
    await sweepDue();
    expect(await takeJobs(link)).toBe(1);
  });

  it("three schedulers at once queue a question once", async () => {
    const links = await Promise.all(Array.from({ length: 5 }, handedOver));
    await product.advance(31);
    await Promise.all([sweepDue(), sweepDue(), sweepDue()]);
    for (const link of links) expect(await takeJobs(link)).toBe(1);
  });

  it("a link nobody went to is not asked about", async () => {
    const link = await createLink(merchant);
    await product.advance(3_600);
    await sweepDue();
    expect(await takeJobs(link)).toBe(0);
  });
});

describe("links whose time ends", () => {
  it("expire once, with one audit row, though three schedulers look", async () => {
    const link = await createLink(merchant, { expires_in_hours: 1 });
    await product.advance(3_601);
    await Promise.all([sweepDue(), sweepDue(), sweepDue()]);
    expect(await getPaylink(makeContext(merchant), link.id)).toMatchObject({
      status: "expired",
      because: { code: "link_time_ended" },
    });
    expect(
      await product.rows("select 1 from audit_log where paylink_id = $1 and to_status = 'expired'", [link.id]),
    ).toHaveLength(1);
  });
});
