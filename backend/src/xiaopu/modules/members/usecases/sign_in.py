"""Entering the mall: one member over several identities, joined only by what WeChat or a mailbox has
proven.
"""

from datetime import timedelta

import msgspec

from xiaopu.infra.crypto.tokens import new_token, token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.kernel.text import mask_email, mask_phone
from xiaopu.modules.members import repository
from xiaopu.modules.members.domain import TOKEN_DAYS, IdentityKind, WechatIdentity
from xiaopu.modules.members.events import SignedIn
from xiaopu.modules.members.schemas import Member, Session
from xiaopu.modules.members.usecases.join_members import join_members


class Proof(msgspec.Struct, frozen=True):
    """One proven identity: kind, realm (the AppID of an openid, else blank) and subject."""

    kind: IdentityKind
    realm: str
    subject: str


def wechat_proofs(identity: WechatIdentity) -> list[Proof]:
    """An openid in its AppID's realm, and the unionid when WeChat gave one."""
    proofs = [Proof(IdentityKind.OPENID, identity.appid, identity.openid)]
    if identity.unionid:
        proofs.append(Proof(IdentityKind.UNIONID, "", identity.unionid))
    return proofs


def sign_in_wechat(uow: UnitOfWork, identity: WechatIdentity, channel: str, *, vault: Vault) -> Session:
    """Enter by what code2Session or the OAuth page told the server."""
    member_id, new = resolve(uow, wechat_proofs(identity), vault=vault)
    entry = _Entry(channel, identity.appid, vault.seal(identity.openid, "member_tokens.openid"))
    return _session(uow, member_id, entry, new=new, vault=vault)


def sign_in_email(uow: UnitOfWork, email: str, channel: str, *, vault: Vault) -> Session:
    """Enter by a mailbox that has just been proven by a code."""
    member_id, new = resolve(uow, [Proof(IdentityKind.EMAIL, "", email)], vault=vault)
    uow.run(repository.SET_EMAIL, wanted=member_id, sealed=vault.seal(email, "members.email"))
    return _session(uow, member_id, _Entry(channel, "", None), new=new, vault=vault)


def resolve(uow: UnitOfWork, proofs: list[Proof], *, vault: Vault) -> tuple[MemberId, bool]:
    """(member, whether they are new). Proofs that point at different members show that these are one: they
    are joined.

    Somebody may attach the same identity at this very moment (a mini program that logs in twice at its
    start): the unique key decides, and the member that was made here gives way.
    """
    found = [find(uow, proof, vault=vault) for proof in proofs]
    standing = {one for one in found if one is not None}
    member_id = min(standing) if standing else _add_member(uow, proofs[0].kind)
    for proof, owner in zip(proofs, found, strict=True):
        if owner is None and not attach(uow, proof, member_id, vault=vault):
            rival = find(uow, proof, vault=vault)
            standing |= {rival} if rival is not None else set()
    kept = min(standing) if standing else member_id
    for gone in sorted({member_id, *standing} - {kept}):
        join_members(uow, kept=kept, gone=gone)
    return kept, not standing


def find(uow: UnitOfWork, proof: Proof, *, vault: Vault) -> MemberId | None:
    """The member of an identity."""
    found = uow.value(
        repository.IDENTITY,
        wanted_kind=proof.kind,
        wanted_realm=proof.realm,
        wanted=_subject(proof, vault),
    )
    return None if found is None else MemberId(found)


def attach(uow: UnitOfWork, proof: Proof, member_id: MemberId, *, vault: Vault) -> bool:
    """Note a proven identity; one that is there stays, and the answer is False."""
    added = uow.run(
        repository.ADD_IDENTITY[uow.dialect],
        kind=proof.kind,
        realm=proof.realm,
        subject=_subject(proof, vault),
        member_id=member_id,
        subject_sealed=vault.seal(proof.subject, "identities.subject"),
        created_at=uow.now,
    )
    return added == 1


def keep_only(uow: UnitOfWork, proof: Proof, member_id: MemberId, *, vault: Vault) -> None:
    """Forget the member's other identities of this kind: a number that was given up proves nothing any
    more.
    """
    uow.run(
        repository.DROP_OTHERS_OF_KIND,
        wanted=member_id,
        wanted_kind=proof.kind,
        kept_subject=_subject(proof, vault),
    )


def member_view(read: ReadScope, member_id: MemberId, *, vault: Vault) -> Member:
    """The member as they see themselves."""
    row = read.row(repository.MEMBER, wanted=member_id)
    if row is None:
        raise LookupError(member_id)
    phone = vault.open(row.phone_sealed, "members.phone") if row.phone_sealed else None
    email = vault.open(row.email_sealed, "members.email") if row.email_sealed else None
    return Member(
        member_id,
        row.nickname,
        f"/media/{row.avatar}" if row.avatar else None,
        phone and mask_phone(phone),
        email and mask_email(email),
    )


class _Entry(msgspec.Struct, frozen=True):
    channel: str
    appid: str
    openid_sealed: bytes | None


def _session(
    uow: UnitOfWork,
    member_id: MemberId,
    entry: _Entry,
    *,
    new: bool,
    vault: Vault,
) -> Session:
    token, expires_at = new_token("xm"), uow.now + timedelta(days=TOKEN_DAYS)
    uow.run(
        repository.ADD_TOKEN,
        digest=token_digest(token),
        member_id=member_id,
        channel=entry.channel,
        appid=entry.appid,
        openid_sealed=entry.openid_sealed,
        created_at=uow.now,
        expires_at=expires_at,
    )
    uow.run(repository.SEEN, wanted=member_id, now=uow.now)
    uow.publish(SignedIn(member_id, entry.channel))
    return Session(token, expires_at, entry.channel, member_view(uow, member_id, vault=vault), new)


def _add_member(uow: UnitOfWork, kind: IdentityKind) -> MemberId:
    member_id = MemberId(uow.new_id())
    word = "用户" if kind is IdentityKind.EMAIL else "微信用户"
    uow.run(
        repository.ADD_MEMBER,
        id=member_id,
        nickname=f"{word}{member_id[-4:]}",
        created_at=uow.now,
        last_seen_at=uow.now,
    )
    return member_id


def _subject(proof: Proof, vault: Vault) -> bytes:
    if proof.kind is IdentityKind.EMAIL:
        return vault.index.email(proof.subject, "members")
    if proof.kind is IdentityKind.PHONE:
        return vault.index.phone(proof.subject, "members")
    return vault.index.opaque(proof.subject, f"identities:{proof.realm}")
