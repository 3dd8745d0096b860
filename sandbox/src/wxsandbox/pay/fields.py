"""Declared fields of request bodies and the check of a body against them.

WeChat counts the length of text in UTF-8 bytes and refuses fields that it does not know. The sentences
follow the form that merchants meet: source path, the field's name, the rule that failed.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from wxsandbox.pay.refusals import PayRefusal, param_error


@dataclass(frozen=True, kw_only=True)
class Text:
    """A string; bounds in bytes. `choices` lists the only values."""

    label: str
    longest: int
    shortest: int = 1
    pattern: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Whole:
    """An integer; true and 1.0 are none."""

    label: str
    least: int = 0
    most: int = 2**63 - 1
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Flag:
    """true or false."""

    label: str
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """An object with known fields only."""

    label: str
    fields: dict[str, "Field"] = field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Many:
    """A list of one kind of item."""

    label: str
    item: "Field"
    most: int = 1000
    least: int = 0
    required: bool = False


Field = Text | Whole | Flag | Group | Many


def read_form(body: bytes, form: Group) -> dict[str, Any]:
    """The body as checked JSON. Raises PayRefusal (400 PARAM_ERROR)."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as broken:
        raise param_error("请求体不是合法的 JSON 格式，请检查后再试") from broken
    if not isinstance(value, dict):
        raise _mistyped("/body", form.label, "JSON 对象", value)
    _check_group(value, form, "/body")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def check(value: Any, wanted: Field, path: str) -> None:
    """Raises PayRefusal when the value is not as declared."""
    if isinstance(wanted, Text):
        _check_text(value, wanted, path)
    elif isinstance(wanted, Whole):
        _check_whole(value, wanted, path)
    elif isinstance(wanted, Flag):
        if not isinstance(value, bool):
            raise _mistyped(path, wanted.label, "布尔值", value)
    elif isinstance(wanted, Group):
        if not isinstance(value, dict):
            raise _mistyped(path, wanted.label, "JSON 对象", value)
        _check_group(value, wanted, path)
    else:
        _check_many(value, wanted, path)


def _check_group(value: dict[str, Any], wanted: Group, path: str) -> None:
    for name, inner in wanted.fields.items():
        if name in value:
            check(value[name], inner, f"{path}/{name}")
        elif inner.required:
            raise param_error(
                f"输入源“{path}/{name}”映射到字段“{inner.label}”必填性规则校验失败，此字段为必填项"
            )
    for name in value:
        if name not in wanted.fields:
            raise param_error(f"输入源“{path}/{name}”是未定义的多余字段，请去掉后再试", name)


def _check_text(value: Any, wanted: Text, path: str) -> None:
    if not isinstance(value, str):
        raise _mistyped(path, wanted.label, "字符串", value)
    where = f"输入源“{path}”映射到值字段“{wanted.label}”字符串规则校验失败"
    try:
        size = len(value.encode("utf-8"))
    except UnicodeEncodeError as lone:
        raise param_error(f"{where}，不是合法的 UTF-8") from lone
    if size > wanted.longest:
        raise param_error(f"{where}，字节数 {size}，大于最大值 {wanted.longest}", size)
    if size < wanted.shortest:
        raise param_error(f"{where}，字节数 {size}，小于最小值 {wanted.shortest}", size)
    if wanted.pattern and re.fullmatch(wanted.pattern, value) is None:
        raise param_error(f"{where}，字符串必须匹配正则表达式“^{wanted.pattern}$”", value)
    if wanted.choices and value not in wanted.choices:
        raise param_error(f"{where}，取值不在枚举范围内", value)


def _check_whole(value: Any, wanted: Whole, path: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _mistyped(path, wanted.label, "合法的 64 位有符号整数", value)
    where = f"输入源“{path}”映射到数值字段“{wanted.label}”规则校验失败"
    if value < wanted.least:
        raise param_error(f"{where}，值低于最小值 {wanted.least}", value)
    if value > wanted.most:
        raise param_error(f"{where}，值超出最大值 {wanted.most}", value)


def _check_many(value: Any, wanted: Many, path: str) -> None:
    if not isinstance(value, list):
        raise _mistyped(path, wanted.label, "JSON 数组", value)
    if not wanted.least <= len(value) <= wanted.most:
        where = f"输入源“{path}”映射到字段“{wanted.label}”规则校验失败"
        message = f"{where}，数组长度须在 {wanted.least} 到 {wanted.most} 之间"
        raise param_error(message, len(value))
    for place, item in enumerate(value):
        check(item, wanted.item, f"{path}/{place}")


def _mistyped(path: str, label: str, kind: str, value: Any) -> PayRefusal:
    shown = value if isinstance(value, str | int | bool) else json.dumps(value, ensure_ascii=False)[:128]
    return param_error(f"无法将 JSON 输入源“{path}”映射到目标字段“{label}”中，此字段需要一个{kind}", shown)
