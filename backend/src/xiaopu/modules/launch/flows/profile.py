"""信息填写: name, picture, introduction and categories of a granted mini program, set at WeChat."""

import asyncio

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.pictures import document_picture, square_picture
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.launch.domain.forms import FormKind, NameForm
from xiaopu.modules.launch.domain.name_rules import blocked, name_findings
from xiaopu.modules.launch.domain.profile import (
    AVATAR_MOST_BYTES,
    CategoryPaper,
    NameAudit,
    NameWish,
    ServiceCategoryNode,
    introduction_findings,
)
from xiaopu.modules.launch.errors import (
    CategoryPapersMissing,
    ChangesUsedUp,
    DeskRefused,
    IntroductionBad,
    NameNotAcceptable,
    NamePapersWanted,
    NameQuotaUsed,
)
from xiaopu.modules.launch.flows.weapps import Weapps
from xiaopu.modules.launch.ports import Picture, ProfileDesk
from xiaopu.modules.launch.schemas import NameCheckView, ProfileView
from xiaopu.modules.launch.usecases.forms import HandedIn, change_form, form_state, hand_in_form

# The check of names is for mini programs that the platform made; for others the setting itself tells.
_NOT_OURS = "41033"


class Profile:
    """Every act asks WeChat; the look that follows reads it back."""

    def __init__(self, units: Units, vault: Vault, weapps: Weapps, desk: ProfileDesk) -> None:
        self._units = units
        self._vault = vault
        self._weapps = weapps
        self._desk = desk

    async def view(self, scope: ShopScope) -> ProfileView:
        """What WeChat reads out: two or three calls. Refuses `not_granted` and what the desk refuses."""
        appid = await self._weapps.granted(scope)
        account, categories, wish = await asyncio.gather(
            self._desk.account(appid), self._desk.categories(appid), self.wish(scope, appid)
        )
        return ProfileView(account=account, categories=categories, wish=wish)

    async def wish(self, scope: ShopScope, appid: str) -> NameAudit | None:
        """The name that was handed in last, as its review stands; None without one, or when WeChat has
        forgotten it.
        """
        state = await self._units.read(scope, form_state, FormKind.NAME, NameForm, vault=self._vault)
        if state.reference is None:
            return None
        try:
            audit = await self._desk.name_audit(appid, int(state.reference))
        except DeskRefused:
            return None
        if audit.name or state.form is None:
            return audit
        return NameAudit(state.form.name, audit.state, audit.reason)

    async def check_name(self, scope: ShopScope, name: str) -> NameCheckView:
        """Our own rules first; WeChat is asked when nothing blocks. Refuses 53010 to 53019 as WeChat does."""
        appid = await self._weapps.granted(scope)
        account = await self._desk.account(appid)
        findings = name_findings(name, individual=account.is_person)
        if any(one.blocks for one in findings):
            return NameCheckView(findings=findings, free=False, left=account.name_quota.left)
        wording = await self._wanted(appid, name)
        return NameCheckView(findings=findings, free=True, papers=wording or "", left=account.name_quota.left)

    async def set_name(self, scope: ShopScope, wish: NameWish) -> None:
        """Set it, or hand it in with papers. Refuses `name_not_acceptable`, `name_quota_used`,
        `name_papers_wanted`, `wechat_refused`.
        """
        appid = await self._weapps.granted(scope)
        account = await self._desk.account(appid)
        for one in blocked(wish.name, individual=account.is_person):
            raise NameNotAcceptable(
                finding=one.code,
                cause=one.cause.zh,
                mend=one.mend.zh,
                cause_en=one.cause.en,
                mend_en=one.mend.en,
                who=one.who,
            )
        if not account.name_quota.left:
            raise NameQuotaUsed(used=account.name_quota.used, most=account.name_quota.most)
        wording = await self._wanted(appid, wish.name)
        if wording and not (wish.licence or wish.others):
            raise NamePapersWanted(wording=wording)
        outcome = await self._desk.set_name(appid, wish, is_person=account.is_person)
        if outcome.audit_id is None and outcome.wording:
            raise NamePapersWanted(wording=outcome.wording)
        await self._units.write(
            scope,
            change_form,
            FormKind.NAME,
            NameForm,
            lambda _old: NameForm(wish.name),
            vault=self._vault,
        )
        reference = None if outcome.audit_id is None else str(outcome.audit_id)
        await self._units.write(
            scope, hand_in_form, FormKind.NAME, HandedIn(taken=reference is not None, reference=reference)
        )

    async def upload(self, scope: ShopScope, content: bytes) -> str:
        """A paper for a name or a category: its media id, good for three days. Nothing is kept here."""
        appid = await self._weapps.granted(scope)
        paper = await asyncio.to_thread(document_picture, content)
        return await self._desk.upload(appid, Picture(paper.content, "image/jpeg"))

    async def set_avatar(self, scope: ShopScope, content: bytes) -> None:
        """Cut square from the middle, at most 2 MB. Refuses `changes_used_up` and bad pictures."""
        appid = await self._weapps.granted(scope)
        square = await asyncio.to_thread(square_picture, content, most_bytes=AVATAR_MOST_BYTES)
        account = await self._desk.account(appid)
        if not account.avatar_quota.left:
            raise ChangesUsedUp(what="avatar")
        media_id = await self._desk.upload(appid, Picture(square.content, "image/jpeg"))
        await self._desk.set_avatar(appid, media_id)

    async def set_introduction(self, scope: ShopScope, text: str) -> None:
        """Refuses `introduction_bad` and `changes_used_up` before WeChat is asked."""
        appid = await self._weapps.granted(scope)
        for one in introduction_findings(text):
            raise IntroductionBad(
                finding=one.code,
                cause=one.cause.zh,
                mend=one.mend.zh,
                cause_en=one.cause.en,
                mend_en=one.mend.en,
                who=one.who,
            )
        account = await self._desk.account(appid)
        if not account.introduction_quota.left:
            raise ChangesUsedUp(what="introduction")
        await self._desk.set_introduction(appid, text.strip())

    async def category_tree(self, scope: ShopScope) -> tuple[ServiceCategoryNode, ...]:
        """What can be chosen, with the papers that each wants."""
        return await self._desk.category_tree(await self._weapps.granted(scope))

    async def add_category(
        self, scope: ShopScope, key: tuple[int, int], papers: tuple[CategoryPaper, ...]
    ) -> None:
        """Refuses `category_papers_missing`, `changes_used_up` before WeChat is asked, and what it refuses
        (53302: not for this subject).
        """
        appid, node = await self._node(scope, key)
        if node.papers and not papers:
            raise CategoryPapersMissing(papers=" / ".join("＋".join(group) for group in node.papers))
        if (await self._desk.categories(appid)).changes_left == 0:
            raise ChangesUsedUp(what="categories")
        await self._desk.add_category(appid, node, papers)

    async def modify_category(
        self, scope: ShopScope, key: tuple[int, int], papers: tuple[CategoryPaper, ...]
    ) -> None:
        """Other papers for a category that was refused."""
        appid, node = await self._node(scope, key)
        await self._desk.modify_category(appid, node, papers)

    async def delete_category(self, scope: ShopScope, key: tuple[int, int]) -> None:
        """Give a category up."""
        await self._desk.delete_category(await self._weapps.granted(scope), *key)

    async def _node(self, scope: ShopScope, key: tuple[int, int]) -> tuple[str, ServiceCategoryNode]:
        appid = await self._weapps.granted(scope)
        tree = await self._desk.category_tree(appid)
        node = next((one for one in tree if (one.first, one.second) == key), None)
        if node is None:
            raise NotFound
        return appid, node

    async def _wanted(self, appid: str, name: str) -> str | None:
        """Which papers WeChat wants for a free name; None for none."""
        try:
            verdict = await self._desk.check_name(appid, name)
        except DeskRefused as refused:
            if refused.data.get("errcode") != _NOT_OURS:
                raise
            return None
        return (verdict.wording or "请提交名称的证明材料") if verdict.hit else None
