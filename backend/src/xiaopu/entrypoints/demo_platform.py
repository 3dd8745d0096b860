"""The third-party platform of a demo: founded at its own WeChat at the first start, found there by name."""

from typing import Any

import httpx

from xiaopu import __version__
from xiaopu.entrypoints.doors import weapp_folder
from xiaopu.entrypoints.processes import HOST, Ports
from xiaopu.infra.settings import Settings
from xiaopu.modules.releases.api import pack, read_folder

NAME = "小铺演示平台"
_SECONDS = 30


def platform_environment(ports: Ports) -> dict[str, str]:
    """Settings of the operator's platform; founds it at the first start. The sandbox must be running."""
    with _sandbox(ports) as sandbox:
        known = _told(sandbox.get("/_sandbox/open/platforms"))
        own = next((one for one in known if one["name"] == NAME), None)
        if own is None:
            own = _told(sandbox.post("/_sandbox/open/platforms", json={"name": NAME} | _addresses(ports)))
    return {
        "XIAOPU_PLATFORM__APPID": own["appid"],
        "XIAOPU_PLATFORM__SECRET": own["secret"],
        "XIAOPU_PLATFORM__PUSH_TOKEN": own["push_token"],
        "XIAOPU_PLATFORM__ENCODING_AES_KEY": own["encoding_aes_key"],
    }


def open_platform_doors(ports: Ports, settings: Settings, appid: str) -> None:
    """Tell WeChat where the mall is now: a ticket comes at once. The mall must be running. The built mini
    program becomes the newest template of the platform; without a build there is none.
    """
    weapp = weapp_folder(settings)
    with _sandbox(ports) as sandbox:
        _told(sandbox.post(f"/_sandbox/open/platforms/{appid}", json=_addresses(ports)))
        if (weapp / "app.json").is_file():
            package = pack(read_folder(weapp))
            fields = {"component_appid": appid, "version": __version__, "desc": "小铺", "template": "1"}
            files = {"package": ("weapp.zip", package, "application/zip")}
            _told(sandbox.post("/_sandbox/open/templates", data=fields, files=files))


def _addresses(ports: Ports) -> dict[str, str]:
    door = f"http://{HOST}:{ports.mall}/callbacks/wechat/component"
    return {"auth_url": door, "message_url": f"{door}/$APPID$", "domains": HOST}


def _sandbox(ports: Ports) -> httpx.Client:
    return httpx.Client(base_url=f"http://{HOST}:{ports.sandbox}", timeout=_SECONDS, trust_env=False)


def _told(answer: httpx.Response) -> Any:
    return answer.raise_for_status().json()
