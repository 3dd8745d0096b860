"""Two shops beside each other in one database, each with goods, staff and buyers, and something of
everything that has an id.
"""

import io
from datetime import date
from typing import Any

import httpx
import msgspec
from PIL import Image
from sqlalchemy import bindparam, insert

from proofs.matrix.purchases import Purchases
from proofs.matrix.recipe import Things
from proofs.world import Shop, gather_buyers, open_proof_shop, stock_goods
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.scopes import DirectoryScope
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.infra.outbox import OUTBOX
from xiaopu.kernel.ids import GoodsId, SkuId
from xiaopu.modules.campaigns.domain import CampaignKind
from xiaopu.modules.campaigns.schemas import CampaignIn, CostIn
from xiaopu.modules.campaigns.usecases.change_campaigns import add_campaign
from xiaopu.modules.campaigns.usecases.write_costs import add_cost
from xiaopu.modules.catalog.api import (
    GoodsIn,
    SkuIn,
    create_goods,
    ensure_category,
    goods_skus,
    sellable_skus,
)
from xiaopu.modules.catalog.domain.goods import Spec, SpecValue
from xiaopu.modules.catalog.flows.read_sheet import template_file
from xiaopu.modules.compliance.domain.facts import PaperKind
from xiaopu.modules.compliance.schemas import PaperIn
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.schemas import CaseIn
from xiaopu.modules.launch.usecases.cases import open_case
from xiaopu.modules.payments.domain.proofs import ProofKind
from xiaopu.modules.payments.usecases.prove_account import OpenProof, open_proof
from xiaopu.modules.payments.usecases.set_account import Purse, account
from xiaopu.modules.releases.domain.review import Submission
from xiaopu.modules.releases.domain.stamping import Profile as WeappProfile
from xiaopu.modules.releases.repository import TESTERS
from xiaopu.modules.releases.usecases.keep_tester import keep_tester
from xiaopu.modules.releases.usecases.submit_review import OpenReview, open_review
from xiaopu.modules.releases.usecases.want_package import WantPackage, want_package
from xiaopu.modules.shipping.schemas import FreightTemplateIn
from xiaopu.modules.shipping.usecases.change_templates import add_template
from xiaopu.modules.tenancy import repository as staff_rows
from xiaopu.modules.tenancy.api import Channel, Role, set_channel
from xiaopu.modules.tenancy.http.access import COOKIE
from xiaopu.modules.tenancy.schemas import ChannelIn, InvitationIn
from xiaopu.modules.tenancy.usecases.invite_staff import invite_staff
from xiaopu.modules.tenancy.usecases.sessions import begin_session
from xiaopu.modules.tenancy.usecases.sign_up import SignUp, add_verified_merchant

PERSON = "小红"
_INVITED = InvitationIn(email="invited@proofs.example", role="service")
_JOB = ("id", "consumer", "dedupe", "payload", "attempts", "created_at", "run_at", "dead_at")
_ADD_JOB = insert(OUTBOX).values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in _JOB})


class Person(msgspec.Struct, frozen=True):
    """Somebody at the door: what their browser sends, and the things that are theirs."""

    name: str
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    things: Things = msgspec.field(default_factory=dict)


class Side(msgspec.Struct, frozen=True):
    """One shop with everybody in it. `things` are the shop's; `people` by name; `clerks` by role."""

    shop: Shop
    things: Things
    people: dict[str, Person]
    clerks: dict[Role, Person]


class Village(msgspec.Struct, frozen=True):
    """Two shops, and those who have none. `here` is the shop that the others try to get into."""

    here: Side
    there: Side
    anonymous: Person
    drifter: Person


def red_picture() -> bytes:
    """A picture that the library takes."""
    canvas = io.BytesIO()
    Image.new("RGB", (64, 64), (200, 30, 30)).save(canvas, "PNG")
    return canvas.getvalue()


async def found_village(house: House, sandbox: str) -> Village:
    """Everything through use cases, on both sides alike."""
    return Village(
        await _side(house, sandbox, "甲店"),
        await _side(house, sandbox, "乙店"),
        Person("anonymous"),
        await _merchant(house, "drifter"),
    )


async def _side(house: House, sandbox: str, name: str) -> Side:
    shop = await open_proof_shop(house, sandbox, name)
    given = await _given(house, sandbox, shop, name)
    things: Things = given | await _shop_things(house, shop)
    clerks = {role: await _merchant(house, f"{role}@{shop.slug}", at=shop, role=role) for role in Role}
    people = {"owner": clerks.pop(Role.OWNER), "quitter": await _merchant(house, f"quitter@{shop.slug}")}
    openid = given["given.openid"]
    buyers = await gather_buyers(house, shop, 4, openid=openid)
    for person, buyer in zip(("buyer", "other", "leaver", "goer"), buyers, strict=True):
        mine: dict[str, str] = {"member.self": buyer.member_id, "address.home": buyer.address_id}
        if person in ("buyer", "other"):
            mine |= await Purchases(house, shop, buyer).make(things)
        headers = {"Authorization": f"Bearer {buyer.token}"}
        people[person] = Person(f"{person}@{shop.slug}", headers, dict(things) | mine)
    # Staff work on what their buyers have: the desk sees all of the shop.
    things = people["buyer"].things
    for merchant in ("owner", "quitter"):
        people[merchant] = msgspec.structs.replace(people[merchant], things=things)
    clerks = {role: msgspec.structs.replace(clerk, things=things) for role, clerk in clerks.items()}
    return Side(shop, things, people, clerks)


async def _given(house: House, sandbox: str, shop: Shop, name: str) -> dict[str, str]:
    """Keys, codes and pages that are no things."""
    async with httpx.AsyncClient(base_url=sandbox, timeout=30) as client:

        async def phone(act: str, **more: Any) -> Any:
            who = {"person": PERSON, "appid": shop.weapp}
            answer = await client.post(f"/_sandbox/device/{act}", json=who | more)
            return answer.raise_for_status().json()

        firm = (await client.post("/_sandbox/provision", json={"name": f"{name}公众号"})).json()
        identity = await client.get(
            "/_sandbox/device/identity", params={"person": PERSON, "appid": shop.weapp}
        )
        codes = {"login": await phone("login-code"), "phone": await phone("phone-code")}
    service = firm["service_account"]
    keys = await house.units.read(shop.scope, account, purse=Purse(house.vault))

    def unit(uow: UnitOfWork) -> None:
        set_channel(uow, Channel.H5_WECHAT, ChannelIn(**service), vault=house.vault)

    await house.units.write(shop.scope, unit)
    return {
        "given.openid": identity.json()["openid"],
        "given.login_code": codes["login"]["code"],
        "given.phone_code": codes["phone"]["code"],
        "given.h5_page": f"{house.settings.server.public_url}/s/{shop.slug}/",
        "given.h5_appid": service["appid"],
        "given.h5_secret": service["secret"],
        "given.weapp_appid": shop.weapp,
        "given.mchid": keys.mchid,
        "given.serial_no": keys.serial_no,
        "given.public_key_id": keys.public_key_id,
        "given.public_key_pem": keys.public_key_pem,
    }


async def _shop_things(house: House, shop: Shop) -> dict[str, str]:
    services = house.rooms.services()
    media = await services["library"].keep(shop.scope, red_picture())
    sheet = await services["importer"].run_now(
        shop.scope, "goods.csv", template_file(), dry_run=False, progress=lambda _done, _total: None
    )
    things: dict[str, str] = {"media.own": media.id, "import.own": sheet.id}
    for name in ("own", "to_drop"):
        kept = await services["paper_keeper"].keep(shop.scope, red_picture(), PaperIn(kind=PaperKind.OTHER))
        things[f"paper.{name}"] = kept.id

    def unit(uow: UnitOfWork) -> None:
        for name in ("parent", "to_change", "to_drop"):
            things[f"category.{name}"] = ensure_category(uow, (name,))
        for name in ("own", "to_change", "to_drop"):
            form = FreightTemplateIn(name=name, first_count=1, first_fen=0, next_count=1, next_fen=0)
            things[f"freight.{name}"] = add_template(uow, form).id
        for name in ("to_edit", "to_stock", "to_batch", "of_line", "of_other_line"):
            things[f"goods.{name}"], things[f"sku.{name}"] = _lay_goods(uow, name, media.id)
        wanted = CampaignIn(name="门店海报", kind=CampaignKind.STORE)
        things["campaign.own"] = add_campaign(uow, wanted)
        spent = CostIn(day=date(2026, 1, 2), amount_fen=100)
        things["cost.own"] = add_cost(uow, things["campaign.own"], spent)
        things.update(_code_things(uow, house))
        question = CaseIn(step=Step.FILING, text="为什么被打回")
        things["launch_case.own"] = open_case(uow, question).id
        things["job.dead"] = uow.new_id()
        things["invitation.own"] = invite_staff(uow, _INVITED, vault=house.vault)
        for name in ("to_change", "to_drop"):
            hand = SignUp(f"{name.replace('_', '.')}.{shop.slug}@proofs.example", "x")
            things[f"staff.{name}"] = add_verified_merchant(uow, hand, vault=house.vault)
            seat = {"merchant_id": things[f"staff.{name}"], "new_shop": uow.shop_id}
            uow.run(staff_rows.ADD_MEMBERSHIP, role=Role.SERVICE, created_at=uow.now, **seat)
        moments = dict.fromkeys(("created_at", "run_at", "dead_at"), uow.now)
        row = {"id": things["job.dead"], "consumer": "proof", "dedupe": things["job.dead"], "payload": "{}"}
        uow.run(_ADD_JOB, attempts=12, **row, **moments)

    await house.units.write(shop.scope, unit)
    proof = await house.units.write(shop.scope, open_proof, OpenProof(ProofKind.NATIVE))
    things["proof.own"] = proof.id
    plain = await stock_goods(house, shop, 1000)
    things["sku.plain"] = plain
    things["goods.plain"] = await house.units.read(shop.scope, _goods_of, plain)
    return things


def _code_things(uow: UnitOfWork, house: House) -> dict[str, str]:
    """A package, its submission by hand, and a tester."""
    package = want_package(uow, WantPackage(WeappProfile.MALL, "1.0.0", ""))
    handed_in = Submission("1.0.0", "", ())
    command = OpenReview(package, "wx0123456789abcdef", granted=False, submission=handed_in)
    keep_tester(uow, "wxm_01", "userstr", vault=house.vault)
    [tester] = uow.rows(TESTERS)
    return {
        "package.own": package,
        "code_review.own": open_review(uow, command, vault=house.vault),
        "code_tester.own": tester.id,
    }


def _lay_goods(uow: UnitOfWork, name: str, picture: str) -> tuple[GoodsId, SkuId]:
    specs = (Spec("颜色", (SpecValue("红"),)),)
    skus = (SkuIn(spec_values=("红",), price_fen=990, stock=50),)
    form = GoodsIn(name=name, on_sale=True, specs=specs, skus=skus, pictures=(picture,))
    goods_id = create_goods(uow, form)
    return goods_id, goods_skus(uow, goods_id)[0][0]


def _goods_of(read: ReadScope, sku_id: SkuId) -> GoodsId:
    return sellable_skus(read, [sku_id])[sku_id].goods_id


async def _merchant(house: House, name: str, *, at: Shop | None = None, role: Role = Role.OWNER) -> Person:
    """A merchant with a session and its CSRF token; with `at`, they work there."""

    def unit(uow: UnitOfWork) -> tuple[str, str]:
        email = f"{name.replace('@', '.')}@proofs.example"
        merchant = add_verified_merchant(uow, SignUp(email, "x"), vault=house.vault)
        if at is not None:
            row = {"merchant_id": merchant, "new_shop": at.scope.shop_id, "role": role}
            uow.run(staff_rows.ADD_MEMBERSHIP, created_at=uow.now, **row)
        token, session = begin_session(uow, merchant, "proof")
        return token, session.csrf

    token, csrf = await house.units.write(DirectoryScope(), unit)
    return Person(name, {"Cookie": f"{COOKIE}={token}", "X-CSRF-Token": csrf})
