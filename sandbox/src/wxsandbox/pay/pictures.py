"""Pictures that merchants upload: checked by name, size and SHA-256, and given back by id."""

import hashlib
import json

from wxsandbox import shapes
from wxsandbox.pay.calls import PayCall, Reply
from wxsandbox.pay.refusals import not_exists, param_error
from wxsandbox.pay.uploads import parts_of

MIMES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "bmp": "image/bmp", "png": "image/png"}


def upload_media(call: PayCall) -> Reply:
    """POST /v3/merchant/media/upload: up to 5 MB."""
    return _keep(call, "media", 5 * 1024 * 1024)


def upload_complaint_image(call: PayCall) -> Reply:
    """POST /v3/merchant-service/images/upload: up to 2 MB."""
    return _keep(call, "complaint", 2 * 1024 * 1024)


def complaint_image(call: PayCall) -> Reply:
    """GET /v3/merchant-service/images/{media_id}: the picture itself, unsigned."""
    row = call.world.store.one("SELECT * FROM media WHERE media_id = :id", id=call.places["media_id"])
    if row is None or row["owner"] != call.mchid:
        raise not_exists("图片不存在")
    return Reply(body=bytes(row["content"]), media_type=row["mime"], signed=False)


def _keep(call: PayCall, kind: str, most: int) -> Reply:
    parts = parts_of(call.headers.get("content-type", ""), call.body)
    try:
        meta = json.loads(parts["meta"])
        name, digest = str(meta["filename"]), str(meta["sha256"])
    except (KeyError, TypeError, ValueError) as broken:
        raise param_error("输入源“/body/meta”格式有误，须包含 filename 与 sha256") from broken
    content = parts.get("file", b"")
    mime = MIMES.get(name.rpartition(".")[2].lower())
    if mime is None or not content or len(content) > most:
        raise param_error("文件格式或大小不符合要求", name)
    if hashlib.sha256(content).hexdigest() != digest.lower():
        raise param_error("文件 sha256 摘要与内容不符", digest)
    media_id = shapes.web_text(100)
    call.world.store.insert(
        "media",
        media_id=media_id,
        owner=call.mchid,
        kind=kind,
        filename=name[:128],
        mime=mime,
        content=content,
        created_ms=call.world.clock.now_ms(),
    )
    return Reply(body={"media_id": media_id})
