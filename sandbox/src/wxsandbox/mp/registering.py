"""Registering a mini program on 公众平台: an address never used before, a subject that never changes."""

import re

import msgspec

from wxsandbox import people, shapes
from wxsandbox.mp.digits import is_credit_code, is_id_number
from wxsandbox.mp.refusals import HandRefusal
from wxsandbox.openplatform.record import (
    COMPANY,
    INDIVIDUAL,
    SOLE_TRADER,
    SUBJECTS,
    Launch,
    keep_launch,
)
from wxsandbox.world import World

# How many mini programs one subject may register.
MOST_BY_SUBJECT = {COMPANY: 50, SOLE_TRADER: 5, INDIVIDUAL: 5}


class AdminIn(msgspec.Struct, forbid_unknown_fields=True):
    """Who administers it; `id_number` is required of an individual."""

    name: str
    wechat: str
    phone: str
    id_number: str = ""


class RegisterIn(msgspec.Struct, forbid_unknown_fields=True):
    """`subject` is company, sole_trader or individual, and can never be changed."""

    email: str
    subject: str
    admin: AdminIn
    principal: str = ""
    licence_code: str = ""
    legal_name: str = ""


def register(world: World, given: RegisterIn) -> str:
    """Returns the new AppID. Raises HandRefusal."""
    email = given.email.strip().lower()
    _check_email(world, email)
    credential = _checked_credential(given)
    _check_count(world, given.subject, credential)
    principal = given.admin.name if given.subject == INDIVIDUAL else given.principal.strip()
    now, appid = world.clock.now_ms(), shapes.new_appid()
    with world.store.unit():
        mark_email(world, email, appid)
        account_id = world.store.insert("account", name=principal, created_ms=now)
        world.store.insert(
            "app",
            appid=appid,
            account_id=account_id,
            kind="weapp",
            name="",
            secret="",
            push_token=shapes.letters(32),
            encoding_aes_key=shapes.letters(42) + "A",
            created_ms=now,
        )
        launch = Launch(subject=given.subject, email=email, principal=principal, credential=credential)
        launch.legal_name, launch.registered = given.legal_name or given.admin.name, now // 1000
        launch.admin = {"name": given.admin.name, "wechat": given.admin.wechat, "phone": given.admin.phone}
        keep_launch(world, appid, launch)
    return appid


def mark_email(world: World, email: str, used_by: str) -> None:
    """From now on this address is taken; joins the caller's unit."""
    world.store.run(
        "INSERT OR IGNORE INTO used_email VALUES (:email, :by)", email=email.strip().lower(), by=used_by
    )


def share_open_account(world: World, appid: str, other: str) -> None:
    """Binds both to one account of the open platform: people have the same unionid under both."""
    with world.store.unit():
        world.store.run(
            "UPDATE app SET account_id = (SELECT account_id FROM app WHERE appid = :other)"
            " WHERE appid = :appid",
            other=other,
            appid=appid,
        )
        for row in world.store.all("SELECT person FROM identity WHERE appid = :a", a=appid):
            unionid = people.identity_of(world, other, row["person"]).unionid
            world.store.run(
                "UPDATE identity SET unionid = :u WHERE appid = :a AND person = :p",
                u=unionid,
                a=appid,
                p=row["person"],
            )


def _check_email(world: World, email: str) -> None:
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email) is None:
        raise HandRefusal("email_invalid", "邮箱格式不正确")
    if world.store.one("SELECT 1 FROM used_email WHERE email = :e", e=email) is not None:
        raise HandRefusal("email_used", "该邮箱已被占用，请换一个未注册过微信平台账号的邮箱")


def _checked_credential(given: RegisterIn) -> str:
    """The number that stands for the subject: a credit code, or an individual's identity number."""
    if given.subject not in SUBJECTS:
        raise HandRefusal("subject_invalid", f"subject: {', '.join(SUBJECTS)}")
    _check_admin(given.admin)
    if given.subject == INDIVIDUAL:
        if not given.admin.id_number:
            raise HandRefusal("id_number_invalid", "个人主体请填写身份证号码")
        return given.admin.id_number
    if not given.principal.strip():
        raise HandRefusal("principal_missing", "请填写营业执照上的名称")
    if not is_credit_code(given.licence_code):
        raise HandRefusal("licence_invalid", "统一社会信用代码不正确")
    return given.licence_code


def _check_admin(admin: AdminIn) -> None:
    if not admin.name.strip() or not admin.wechat.strip():
        raise HandRefusal("admin_missing", "请填写管理员姓名与微信号")
    if re.fullmatch(r"1[3-9]\d{9}", admin.phone) is None:
        raise HandRefusal("phone_invalid", "管理员手机号格式不正确")
    if admin.id_number and not is_id_number(admin.id_number):
        raise HandRefusal("id_number_invalid", "身份证号码不正确")


def _check_count(world: World, subject: str, credential: str) -> None:
    known = world.store.number(
        "SELECT count(*) FROM launch WHERE json_extract(record, '$.credential') = :c"
        " AND json_extract(record, '$.email') <> ''",
        c=credential,
    )
    if known >= MOST_BY_SUBJECT[subject]:
        raise HandRefusal("principal_limit", "该主体注册小程序数量已达上限")
