"""Multipart uploads: the part `meta` (JSON with filename and sha256) is what the merchant signs."""

from email.parser import BytesParser
from email.policy import HTTP

from wxsandbox.pay.refusals import param_error


def parts_of(content_type: str, body: bytes) -> dict[str, bytes]:
    """The parts by name. Raises PayRefusal when the body is no multipart form."""
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    if not message.is_multipart():
        raise param_error("multipart/form-data 格式有误")
    parts: dict[str, bytes] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            parts[name] = payload
    return parts


def signed_meta(content_type: str, body: bytes) -> bytes:
    """The signed text of a request: the whole body, or the meta part of an upload. Raises PayRefusal."""
    if not content_type.startswith("multipart/form-data"):
        return body
    meta = parts_of(content_type, body).get("meta")
    if meta is None:
        raise param_error("输入源“/body/meta”映射到字段“媒体文件元信息”必填性规则校验失败，此字段为必填项")
    return meta
