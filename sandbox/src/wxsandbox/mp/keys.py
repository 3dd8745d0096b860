"""What a developer gets from 开发管理: AppSecret and upload key, each shown once, and who may use them."""

import hashlib
import ipaddress

from wxsandbox import sealing, shapes
from wxsandbox.mp.refusals import HandRefusal
from wxsandbox.openplatform.record import keep_launch, launch_of
from wxsandbox.world import World


def new_secret(world: World, appid: str) -> str:
    """Another AppSecret; the one before and the tokens it fetched are void."""
    secret = shapes.new_app_secret()
    with world.store.unit():
        world.store.run("UPDATE app SET secret = :s WHERE appid = :a", s=secret, a=appid)
        world.store.run(
            "UPDATE token SET expires_ms = 0 WHERE appid = :a AND kind IN ('stable', 'plain')", a=appid
        )
    return secret


def new_upload_key(world: World, appid: str) -> tuple[str, str]:
    """Another private key (PEM) and its fingerprint; the sandbox keeps the public half alone."""
    private = sealing.new_private_key()
    launch = launch_of(world, appid)
    launch.upload_key_pem = sealing.public_pem(private)
    keep_launch(world, appid, launch)
    return private, fingerprint(launch.upload_key_pem)


def fingerprint(public_pem: str) -> str:
    """Sixteen hex digits that name a key; empty without one."""
    return hashlib.sha256(public_pem.encode()).hexdigest()[:16] if public_pem else ""


def set_allow_lists(
    world: World, appid: str, *, secret_ips: list[str] | None, upload_ips: list[str] | None
) -> None:
    """Replaces what is given; an empty list lets everybody in. Raises HandRefusal."""
    for given in (*(secret_ips or []), *(upload_ips or [])):
        try:
            ipaddress.ip_address(given)
        except ValueError as wrong:
            raise HandRefusal("ip_invalid", f"{given} 不是 IP 地址") from wrong
    launch = launch_of(world, appid)
    if secret_ips is not None:
        launch.secret_ips = secret_ips
    if upload_ips is not None:
        launch.upload_ips = upload_ips
    keep_launch(world, appid, launch)
