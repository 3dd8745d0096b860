"""After the first release: steps (gray release), going back, opening and closing the doors."""

from wxsandbox.openplatform.code import go_live, open_pages
from wxsandbox.openplatform.record import FILED, Gray, keep_launch, launch_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok


def gray_release(call: ApiCall) -> Answer:
    """POST /wxa/grayrelease: the share may only rise; 100 releases."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    if launch.release is None:
        raise ApiRefusal(85079, "miniprogram has no online release")
    audit, share = launch.audit, values.get("gray_percentage")
    if audit is None or audit.status != 0:
        raise ApiRefusal(85080, "the audit has not passed")
    if isinstance(share, bool) or not isinstance(share, int) or not 0 <= share <= 100:
        raise ApiRefusal(85081, "gray_percentage is invalid")
    running = launch.gray is not None and launch.gray.status == 1
    if running and launch.gray is not None and share <= launch.gray.percentage:
        raise ApiRefusal(85082, "gray_percentage must be higher than before")
    if launch.filing != FILED:
        raise ApiRefusal(86369, "the mini program is not filed (ICP)")
    launch.gray = Gray(
        4 if share == 100 else 1,
        share,
        call.world.clock.now_ms() // 1000,
        values.get("support_debuger_first") is True,
        values.get("support_experiencer_first") is True,
    )
    if share == 100:
        go_live(call, launch, audit)
        return ok()
    keep_launch(call.world, call.appid, launch)
    return ok()


def gray_plan(call: ApiCall) -> Answer:
    """GET /wxa/getgrayreleaseplan."""
    gray = launch_of(call.world, call.appid).gray
    if gray is None:
        return ok(gray_release_plan={"status": 0, "create_timestamp": 0, "gray_percentage": 0})
    plan = {"status": gray.status, "create_timestamp": gray.at, "gray_percentage": gray.percentage}
    plan |= {"support_debuger_first": gray.debuggers_first, "support_experiencer_first": gray.testers_first}
    return ok(gray_release_plan=plan)


def revert_gray(call: ApiCall) -> Answer:
    """GET /wxa/revertgrayrelease."""
    launch = launch_of(call.world, call.appid)
    if launch.gray is None or launch.gray.status != 1:
        raise ApiRefusal(85079, "no gray release under way")
    launch.gray.status = 5
    keep_launch(call.world, call.appid, launch)
    return ok()


def revert(call: ApiCall) -> Answer:
    """GET /wxa/revertcoderelease: the list of versions, or back to the last or a given one."""
    launch = launch_of(call.world, call.appid)
    if call.query.get("action") == "get_history_version":
        known = [
            {
                "app_version": one.app_version,
                "user_version": one.user_version,
                "user_desc": one.user_desc,
                "commit_time": one.at,
            }
            for one in launch.releases[-5:]
        ]
        return ok(version_list=known)
    if len(launch.releases) < 2:
        raise ApiRefusal(87011, "no version to go back to")
    wanted = call.query.get("app_version")
    before = launch.releases[:-1]
    target = (
        before[-1] if not wanted else next((one for one in before if str(one.app_version) == wanted), None)
    )
    if target is None:
        raise ApiRefusal(87012, "this version can not be gone back to")
    launch.releases = [one for one in launch.releases if one.app_version <= target.app_version]
    keep_launch(call.world, call.appid, launch)
    open_pages(call.world, call.appid, target)
    return ok()


def visit_status(call: ApiCall) -> Answer:
    """POST /wxa/getvisitstatus: 0 stopped, 1 paused, 2 open."""
    return ok(status=2 if launch_of(call.world, call.appid).visitable else 1)


def set_visit_status(call: ApiCall) -> Answer:
    """POST /wxa/change_visitstatus {action: open|close}."""
    action, launch = call.json().get("action"), launch_of(call.world, call.appid)
    if action not in ("open", "close"):
        raise ApiRefusal(85022, "action is invalid")
    if launch.release is None:
        raise ApiRefusal(85021, "status not allowed")
    launch.visitable = action == "open"
    keep_launch(call.world, call.appid, launch)
    return ok()
