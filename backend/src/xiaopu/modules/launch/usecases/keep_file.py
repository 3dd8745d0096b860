"""The file by which WeChat checks a business domain (业务域名), served at our root."""

import re

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.modules.launch import repository
from xiaopu.modules.tenancy.api import write_audit

# WeChat's names are WW_verify_….txt, MP_verify_….txt or letters and digits; nothing that is a path of ours.
_NAME = re.compile(r"[A-Za-z0-9_]{4,60}\.txt")
_CONTENT = re.compile(r"[\x20-\x7e]{1,200}")


def keep_file(uow: UnitOfWork, name: str, content: str) -> None:
    """Keep or replace it. Refuses a name or content not of WeChat's form (`invalid_input`); a name that
    another shop holds is `not_found`, as if it were not to be had.
    """
    if _NAME.fullmatch(name) is None:
        raise InvalidInput.at("name", "file_name", "文件名应是微信给的 .txt 文件名")
    if _CONTENT.fullmatch(content) is None:
        raise InvalidInput.at("content", "file_content", "文件内容应是微信给的一行字")
    if not uow.run(repository.PUT_FILE[uow.dialect], name=name, content=content, keeper=uow.shop_id):
        raise NotFound
    write_audit(uow, "launch.file", f"file:{name}")


def file_content(read: ReadScope, name: str) -> str:
    """What is served under that name; refuses `not_found`."""
    found = read.value(repository.FILE, wanted=name)
    if found is None:
        raise NotFound
    return str(found)
