// What a shopper sees of promotion: a code that is scanned, a card and a poster that are passed on.
import assert from "node:assert/strict";

const SHORT = process.env.XIAOPU_WEAPP_CAMPAIGN ?? "k3m9xz";

/** As WeChat hands over what a mini program code carries. */
export const scanned = { scene: encodeURIComponent(`c=${SHORT}`) };

const touches = (phone) => phone.log.sent.filter(({ url }) => url.endsWith("/touches")).map(({ body }) => JSON.parse(body));

/** After a launch by `scanned` and the silent log-in. */
export async function tellsTheVisit(phone, step) {
  await step("a scanned code tells the server of the visit, and once signed in whose it was", async () => {
    const [visit, claim] = await phone.until("a visit and a claim", () => touches(phone).length > 1 && touches(phone));
    assert.equal(visit.campaign, SHORT);
    assert.match(visit.visitor, /^[0-9a-z]{24}$/);
    assert.deepEqual(claim, { visitor: visit.visitor });
    phone.appInstance.onShow({ path: "pages/home/index", query: scanned, scene: 1047 });
    assert.equal(touches(phone).length, 2, "coming back the same way is no new visit");
  });
}

/** On the product page of `id`. */
export async function sharesGoods(phone, id, step) {
  await step("a share has the card with the price and carries the channel on", () => {
    const shared = phone.page.call("onShareAppMessage", {});
    assert.equal(shared.path, `/pages/goods/index?id=${id}&ch=${SHORT}`);
    assert.ok(shared.imageUrl.endsWith(`/goods/${id}/card.jpg`));
    assert.equal(phone.page.call("onShareTimeline").query, `id=${id}&ch=${SHORT}`);
  });
  await step("a poster is saved to the album, also after a no that is taken back", async () => {
    phone.person.album = false;
    await phone.tap("share");
    await phone.tap("make-poster");
    await phone.tap("save-poster");
    await phone.until("the words", () => phone.log.said.includes("已保存到相册，去发朋友圈吧"));
    assert.equal(phone.log.saved.length, 2);
    assert.ok(phone.log.asked.some((words) => words.includes("添加到相册")));
    phone.log.asked.length = 0;
  });
}

/** A code of a good opens the good itself. */
export async function opensByScene(phone, goods, step) {
  await step("a code of goods opens the goods", async () => {
    phone.open(`/pages/goods/index?scene=${encodeURIComponent(encodeURIComponent(`c=${SHORT}&g=${goods.id}`))}`);
    await phone.sees(goods.name);
    phone.back();
  });
}
