"""The audit of a package: every rule over its files. No disk, no network. Pure.

::

    report = audit_package(files, AuditFacts(domains=("mall.example.com",)))
    report.blocked        # errors: it is not uploaded
"""

from collections.abc import Iterator, Mapping

import msgspec

from xiaopu.modules.releases.domain.audit_leftovers import leftover_findings
from xiaopu.modules.releases.domain.audit_network import network_findings
from xiaopu.modules.releases.domain.audit_secrets import secret_findings
from xiaopu.modules.releases.domain.audit_structure import Sizes, sizes_of, structure_findings
from xiaopu.modules.releases.domain.findings import (
    CodeFinding,
    Rule,
    Severity,
    finding,
    has_errors,
    sorted_findings,
)
from xiaopu.modules.releases.domain.manifest import Manifest, read_manifest
from xiaopu.modules.releases.domain.private_apis import KINDS, NEED_APP_JSON, Use, privacy_keys, private_uses

RULES: Mapping[str, Rule] = {
    "privacy.undeclared": Rule(
        Severity.ERROR,
        "用到了「{what}」，隐私保护指引里没有声明",
        "Uses {what}, which the privacy guide does not declare",
        "在隐私保护指引里补上这一项并写明用途，或删掉这段代码",
        "Declare it in the privacy guide with its purpose, or remove the code",
    ),
    "privacy.declare": Rule(
        Severity.NOTE,
        "用到了「{what}」，提审前要在隐私保护指引里声明",
        "Uses {what}: to be declared in the privacy guide before review",
        "「设置 → 服务内容声明 → 用户隐私保护指引」里勾选并写明用途",
        "Choose it under 设置 → 服务内容声明 → 用户隐私保护指引 and say what it is for",
    ),
    "privacy.surplus": Rule(
        Severity.WARNING,
        "隐私保护指引声明了「{what}」，代码里没有用到",
        "The privacy guide declares {what}, which the code does not use",
        "从隐私保护指引里去掉：多声明会被审核追问",
        "Take it out of the guide: reviewers ask about it",
    ),
    "privacy.app_json": Rule(
        Severity.ERROR,
        "接口 {what} 没有写进 app.json 的 requiredPrivateInfos",
        "{what} is not in requiredPrivateInfos of app.json",
        "在 app.json 里加上 requiredPrivateInfos，并在公众平台开通这个接口",
        "Add it to requiredPrivateInfos, and have the interface opened at WeChat",
    ),
}


class AuditFacts(msgspec.Struct, frozen=True):
    """What the shop has declared; None where nobody knows."""

    domains: tuple[str, ...] | None = None
    own_origin: str = ""
    privacy: tuple[str, ...] | None = None


class AuditReport(msgspec.Struct, frozen=True):
    """`apis` are the private calls of the package, `privacy` the keys that a declaration must hold."""

    findings: list[CodeFinding]
    sizes: Sizes
    pages: list[str]
    apis: list[str]
    privacy: list[str]

    @property
    def blocked(self) -> bool:
        return has_errors(self.findings)


def audit_package(files: Mapping[str, bytes], facts: AuditFacts | None = None) -> AuditReport:
    """Everything that the rules find in {path: content}. Linear in the size of the files."""
    told = facts or AuditFacts()
    manifest = read_manifest(files)
    uses = private_uses(files)
    found: list[CodeFinding] = [
        *secret_findings(files),
        *network_findings(files, told.domains, told.own_origin),
        *leftover_findings(files),
        *structure_findings(files, manifest),
        *_privacy(uses, manifest, told),
    ]
    return AuditReport(
        findings=sorted_findings(found),
        sizes=sizes_of(files, manifest),
        pages=manifest.all_pages if manifest else [],
        apis=sorted({use.api for use in uses}),
        privacy=privacy_keys(uses),
    )


def _privacy(uses: list[Use], manifest: Manifest | None, facts: AuditFacts) -> Iterator[CodeFinding]:
    first: dict[str, Use] = {}
    for use in uses:
        first.setdefault(use.key, use)
    declared = facts.privacy
    for key, use in first.items():
        if declared is not None and key in declared:
            continue
        name = "privacy.declare" if declared is None else "privacy.undeclared"
        what = f"{KINDS[key].zh} · {use.api}"
        yield finding(name, RULES[name], what=what, file=use.file, line=use.line)
    for key in sorted(set(declared or ()) - first.keys()):
        what = KINDS[key].zh if key in KINDS else key
        yield finding("privacy.surplus", RULES["privacy.surplus"], what=what)
    listed = manifest.private_infos if manifest else frozenset[str]()
    for use in uses:
        if use.api in NEED_APP_JSON and use.api not in listed:
            rule = RULES["privacy.app_json"]
            yield finding("privacy.app_json", rule, what=use.api, file=use.file, line=use.line)
