"""`DomainDesk` over WeChat's open platform."""

from urllib.parse import urlsplit

from xiaopu.modules.launch.adapters.wechat_words import in_our_words
from xiaopu.modules.launch.domain.domains import DomainSet
from xiaopu.modules.tenancy.api import ChannelKeys
from xiaopu.wechat.openplatform.domains import DomainAction, DomainChange, ServerDomains
from xiaopu.wechat.services_book import ServicesBook


class WechatDomainDesk:
    """Domains of a mini program that was granted to the platform."""

    def __init__(self, book: ServicesBook) -> None:
        self._book = book

    async def domains(self, keys: ChannelKeys) -> DomainSet:
        """What is set at WeChat now."""
        with in_our_words("reading server domains"):
            return _set(
                await self._book.granted(keys.appid).web.server(DomainChange(action=DomainAction.GET))
            )

    async def set_domains(self, keys: ChannelKeys, wanted: DomainSet) -> DomainSet:
        """Set them as a whole; what WeChat says afterwards."""
        change = DomainChange(
            action=DomainAction.SET,
            requestdomain=list(wanted.request),
            wsrequestdomain=list(wanted.socket),
            uploaddomain=list(wanted.upload),
            downloaddomain=list(wanted.download),
        )
        with in_our_words("setting server domains"):
            await self._register(wanted)
            await self._book.granted(keys.appid).web.server(change)
        return await self.domains(keys)

    async def _register(self, wanted: DomainSet) -> None:
        """A shop may only have what stands in the platform's own list (85018): what is missing is added there
        first, for the published version too.
        """
        hosts = {urlsplit(one).netloc for kind in (wanted.request, wanted.socket) for one in kind}
        own = self._book.platform().domains
        listed = (await own.change(DomainAction.GET)).published_wxa_server_domain or ""
        missing = sorted(hosts - set(listed.split(";")))
        if missing:
            await own.change(DomainAction.ADD, missing, published_too=True)

    async def confirm_file(self, keys: ChannelKeys) -> tuple[str, str]:
        """(name, content) of the file that must lie at the root of a business domain."""
        with in_our_words("reading the business domain's file"):
            file = await self._book.granted(keys.appid).web.confirm_file()
        return file.file_name, file.file_content


def _set(domains: ServerDomains) -> DomainSet:
    return DomainSet(
        domains.requestdomain, domains.wsrequestdomain, domains.uploaddomain, domains.downloaddomain
    )
