"""What the subscribe sheet said."""

from collections.abc import Mapping

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import MemberId
from xiaopu.modules.notices import repository
from xiaopu.modules.notices.schemas import Answer
from xiaopu.modules.tenancy.api import Templates, public_channels


def keep_answers(uow: UnitOfWork, member_id: MemberId, results: Mapping[str, Answer]) -> None:
    """Count the answers. Templates that are not the shop's are passed over: clients may be a release
    behind.
    """
    own = _own_templates(public_channels(uow).templates)
    for template_id, answer in sorted(results.items()):
        if template_id in own:
            uow.run(
                repository.PUT[uow.dialect],
                member_id=member_id,
                template_id=template_id,
                last_answer=answer,
                accepted=int(answer == "accept"),
                rejected=int(answer == "reject"),
                at=uow.now,
            )


def forget_answers(uow: UnitOfWork, member_id: MemberId) -> None:
    """The member is being erased or has become another."""
    uow.run(repository.DROP, mine=member_id)


def _own_templates(templates: Templates) -> set[str]:
    return {value for name in templates.__struct_fields__ if (value := getattr(templates, name))}
