"""What a submission needs beforehand: testers, pictures, the privacy declaration, the form's first values."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.releases import queries
from xiaopu.modules.releases.domain.coach import ORDERS_PAGE
from xiaopu.modules.releases.domain.declaring import CodeSettings, Declared, declaration
from xiaopu.modules.releases.domain.review import Ugc
from xiaopu.modules.releases.domain.stamping import Profile
from xiaopu.modules.releases.errors import ByHandOnly, PrivacyContactMissing
from xiaopu.modules.releases.flows.access import desk_of, granted_desk
from xiaopu.modules.releases.ports import CodeDesk, Desk, OldVersion, Picture, VersionsThere
from xiaopu.modules.releases.schemas import PictureKept, PrivacyDone, SubmitForm, Testers, VersionsView
from xiaopu.modules.releases.usecases.change_code_settings import note_declared
from xiaopu.modules.releases.usecases.keep_tester import drop_tester, keep_tester, userstr_of
from xiaopu.modules.releases.usecases.submit_review import UploadedPackage, uploaded_package

TESTERS_MENU = "管理 → 成员管理 → 体验成员"
TRIAL_MENU = "管理 → 版本管理 → 开发版本 → 选为体验版"
PRIVACY_MENU = "设置 → 服务内容声明 → 用户隐私保护指引"
SUBMIT_MENU = "管理 → 版本管理 → 开发版本 → 提交审核"
# Shoppers write reviews (scene 3: comments), which WeChat's content check reads first (method 2).
_UGC = Ugc(scene=(3,), method=(2,), has_audit_team=1, audit_desc="评价经内容安全检测后展示，商家可隐藏")


class Preparing:
    """Everything between the upload and the submission."""

    def __init__(self, units: Units, vault: Vault, desk: CodeDesk) -> None:
        self._units = units
        self._vault = vault
        self._desk = desk

    async def trial_code(self, scope: ShopScope, path: str) -> Picture:
        """The code that testers scan; by hand in own mode."""
        return await self._desk.trial_code(await self._granted(scope, TRIAL_MENU), path)

    async def add_tester(self, scope: ShopScope, wechat_id: str) -> Testers:
        """Let somebody try; refused 85001 to 85004."""
        userstr = await self._desk.bind_tester(await self._granted(scope, TESTERS_MENU), wechat_id)
        await self._units.write(scope, keep_tester, wechat_id, userstr, vault=self._vault)
        return await self.testers(scope)

    async def drop_tester(self, scope: ShopScope, tester_id: str) -> Testers:
        userstr = await self._units.read(scope, userstr_of, tester_id)
        desk = await self._granted(scope, TESTERS_MENU)
        await self._desk.unbind_tester(desk, userstr)
        await self._units.write(scope, drop_tester, tester_id)
        return await self.testers(scope)

    async def testers(self, scope: ShopScope) -> Testers:
        return await self._units.read(scope, queries.testers, vault=self._vault)

    async def keep_picture(self, scope: ShopScope, name: str, content: bytes) -> PictureKept:
        """A picture for the reviewer."""
        desk = await self._granted(scope, SUBMIT_MENU)
        return PictureKept(await self._desk.keep_picture(desk, name, content))

    async def declare_privacy(self, scope: ShopScope) -> PrivacyDone:
        """Make the declaration from what the uploaded code uses, set it, read it back. Refuses
        `privacy_contact_missing`, `package_not_ready`, and `by_hand_only` in own mode.
        """
        desk, package, settings = await self._units.read(scope, self._standing)
        if not desk.granted:
            raise ByHandOnly(where=PRIVACY_MENU)
        if not settings.contact.reachable:
            raise PrivacyContactMissing
        items = declaration(package.privacy, settings.purposes)
        await self._desk.set_privacy(desk, settings.contact, items)
        there = await self._desk.privacy(desk)
        missing = sorted({item.key for item in items} - set(there.keys))
        if not missing:
            await self._units.write(scope, note_declared, tuple(item.key for item in items))
        return PrivacyDone(items, not missing and there.contact, missing)

    async def form(self, scope: ShopScope) -> SubmitForm:
        """What the form starts from; refuses `package_not_ready`."""
        desk, package, settings = await self._units.read(scope, self._standing)
        today, month = await self._units.read(scope, queries.withdrawals_left)
        items = declaration(package.privacy, settings.purposes)
        order_path = ORDERS_PAGE if package.profile == Profile.MALL else ""
        if desk.granted:
            return SubmitForm(
                mode="granted",
                categories=await self._desk.categories(desk),
                order_path=order_path,
                ugc=_UGC,
                version=package.version,
                privacy=items,
                withdrawals_left_today=today,
                withdrawals_left_month=month,
                quota=await self._desk.quota(desk),
            )
        return SubmitForm(
            mode="own",
            categories=[],
            order_path=order_path,
            ugc=_UGC,
            version=package.version,
            privacy=items,
            withdrawals_left_today=today,
            withdrawals_left_month=month,
            by_hand=_to_copy(package, order_path, items),
            where=SUBMIT_MENU,
        )

    async def versions(self, scope: ShopScope) -> VersionsView:
        """What WeChat says is on trial, released, and can be gone back to."""
        desk = await self._units.read(scope, desk_of, vault=self._vault)
        if not desk.granted:
            return VersionsView(VersionsThere(), [])
        history: list[OldVersion] = await self._desk.history(desk)
        return VersionsView(await self._desk.versions(desk), history)

    async def _granted(self, scope: ShopScope, where: str) -> Desk:
        return await self._units.read(scope, granted_desk, where, vault=self._vault)

    def _standing(self, read: ReadScope) -> tuple[Desk, UploadedPackage, CodeSettings]:
        desk = desk_of(read, vault=self._vault)
        return desk, uploaded_package(read, desk.appid), queries.code_settings(read)


def _to_copy(package: UploadedPackage, order_path: str, items: list[Declared]) -> list[tuple[str, str]]:
    """Label and value of every field at mp.weixin.qq.com, in its order there."""
    rows = [("版本号", package.version), ("版本描述", f"版本 {package.version}")]
    if order_path:
        rows.append(("订单中心 path", order_path))
    rows += [("用户生成内容（UGC）场景", "评论"), ("内容安全审核方式", _UGC.audit_desc)]
    return rows + [(f"隐私：{item.name_zh}", item.purpose) for item in items]
