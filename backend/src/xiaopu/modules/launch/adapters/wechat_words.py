"""What WeChat's troubles are called in the launch: busy, or refused with cause and mend."""

from collections.abc import Iterator
from contextlib import contextmanager

from xiaopu.infra.open_unit import refuse_network_in_unit
from xiaopu.modules.launch.errors import DeskBusy, DeskRefused
from xiaopu.wechat.errors import BadConfiguration, CallFailed, Refused, SystemBusy, WeChatError


@contextmanager
def in_our_words(what: str) -> Iterator[None]:
    """Raises `DeskBusy` when there is no answer to rely on, `DeskRefused` with advice when WeChat said no.
    Refuses to begin while a unit is open.
    """
    refuse_network_in_unit(what)
    try:
        yield
    except (CallFailed, SystemBusy) as failed:
        raise DeskBusy from failed
    except Refused as refused:
        raise refusal_of(refused) from refused
    except BadConfiguration as bad:
        raise DeskRefused(
            errcode="malformed",
            cause=f"{bad.what} 不能用",
            mend="重新接好小程序账号",
            cause_en=f"{bad.what} cannot be used",
            mend_en="Connect the mini program again",
            who="merchant",
        ) from bad
    except WeChatError as fault:
        raise DeskBusy from fault


def refusal_of(refused: Refused) -> DeskRefused:
    """WeChat's refusal with what the table of error codes says about it."""
    advice = refused.advice
    return DeskRefused(
        errcode=refused.code,
        cause=advice.cause_zh,
        mend=advice.mend_zh,
        cause_en=advice.cause_en,
        mend_en=advice.mend_en,
        who=advice.mends,
        rid=refused.rid or None,
        retry_after_s=refused.retry_after_s,
    )
