"""信息填写: the face of a granted mini program. Every change is read back before it is answered."""

from typing import Annotated, Any

import msgspec
from litestar import delete, get, post, put
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, JSONBody, SkipValidation

from xiaopu.modules.launch.domain.profile import CategoryPaper, NameWish, ServiceCategoryNode
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.flows.look import Looking
from xiaopu.modules.launch.flows.profile import Profile
from xiaopu.modules.launch.schemas import (
    CategoryPaperIn,
    CategoryPapersIn,
    IntroductionIn,
    NameCheckIn,
    NameCheckView,
    NameIn,
    ProfileView,
    ServiceCategoryIn,
    UploadedView,
)
from xiaopu.modules.tenancy.api import Staff

TheProfile = NamedDependency[SkipValidation[Profile]]
TheLooking = NamedDependency[SkipValidation[Looking]]
MOST_PICTURE_BYTES = 10 * 1024 * 1024 + 64 * 1024


class LaunchPicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form with one field `file`: JPEG, PNG, WebP or GIF up to 10 MB."""

    file: UploadFile


PictureUpload = Annotated[LaunchPicture, Body(media_type=RequestEncodingType.MULTI_PART)]


@get("/launch/profile", opt={"permission": "launch.read"})
async def get_profile(staff: NamedDependency[Staff], launch_profile: TheProfile) -> ProfileView:
    """What WeChat reads out now, with the changes left; granted mini programs alone (`not_granted`)."""
    return await launch_profile.view(staff.scope)


@post("/launch/profile/name/check", opt={"permission": "launch.write"}, status_code=200)
async def check_name(
    data: JSONBody[NameCheckIn], staff: NamedDependency[Staff], launch_profile: TheProfile
) -> NameCheckView:
    """Our rules, then WeChat: free, or against which papers. Nothing is set."""
    return await launch_profile.check_name(staff.scope, data.name)


@put("/launch/profile/name", opt={"permission": "launch.write"})
async def put_name(
    data: JSONBody[NameIn], staff: NamedDependency[Staff], launch_profile: TheProfile, looking: TheLooking
) -> ProfileView:
    """Set the name, or hand it in with papers. Counts as one of the year's renamings."""
    await launch_profile.set_name(staff.scope, NameWish(data.name, data.licence, data.others))
    return await _read_back(staff, launch_profile, looking)


@post(
    "/launch/profile/papers",
    opt={"permission": "launch.write"},
    status_code=201,
    request_max_body_size=MOST_PICTURE_BYTES,
)
async def post_paper(
    data: PictureUpload, staff: NamedDependency[Staff], launch_profile: TheProfile
) -> UploadedView:
    """Send a paper to WeChat, for a name or a category; it is good for three days and not kept here."""
    return UploadedView(await launch_profile.upload(staff.scope, await data.file.read()))


@put("/launch/profile/avatar", opt={"permission": "launch.write"}, request_max_body_size=MOST_PICTURE_BYTES)
async def put_avatar(
    data: PictureUpload, staff: NamedDependency[Staff], launch_profile: TheProfile, looking: TheLooking
) -> ProfileView:
    """Set the picture, cut square from its middle."""
    await launch_profile.set_avatar(staff.scope, await data.file.read())
    return await _read_back(staff, launch_profile, looking)


@put("/launch/profile/introduction", opt={"permission": "launch.write"})
async def put_introduction(
    data: JSONBody[IntroductionIn],
    staff: NamedDependency[Staff],
    launch_profile: TheProfile,
    looking: TheLooking,
) -> ProfileView:
    """Set the introduction."""
    await launch_profile.set_introduction(staff.scope, data.text)
    return await _read_back(staff, launch_profile, looking)


@get("/launch/profile/categories", opt={"permission": "launch.read"})
async def get_category_tree(
    staff: NamedDependency[Staff], launch_profile: TheProfile
) -> dict[str, tuple[ServiceCategoryNode, ...]]:
    """WeChat's categories that this mini program may choose from, with the papers each wants."""
    return {"items": await launch_profile.category_tree(staff.scope)}


@post("/launch/profile/categories", opt={"permission": "launch.write"}, status_code=201)
async def post_launch_category(
    data: JSONBody[ServiceCategoryIn],
    staff: NamedDependency[Staff],
    launch_profile: TheProfile,
    looking: TheLooking,
) -> ProfileView:
    """Add a category; with papers WeChat reviews it."""
    await launch_profile.add_category(staff.scope, (data.first, data.second), _papers(data.papers))
    return await _read_back(staff, launch_profile, looking)


@put("/launch/profile/categories/{first:int}/{second:int}", opt={"permission": "launch.write"})
async def put_launch_category(
    first: FromPath[int],
    second: FromPath[int],
    data: JSONBody[CategoryPapersIn],
    staff: NamedDependency[Staff],
    launch_profile: TheProfile,
    looking: TheLooking,
) -> ProfileView:
    """Hand in other papers for a category that was refused."""
    await launch_profile.modify_category(staff.scope, (first, second), _papers(data.papers))
    return await _read_back(staff, launch_profile, looking)


@delete(
    "/launch/profile/categories/{first:int}/{second:int}", opt={"permission": "launch.write"}, status_code=200
)
async def delete_launch_category(
    first: FromPath[int],
    second: FromPath[int],
    staff: NamedDependency[Staff],
    launch_profile: TheProfile,
    looking: TheLooking,
) -> ProfileView:
    """Give a category up."""
    await launch_profile.delete_category(staff.scope, (first, second))
    return await _read_back(staff, launch_profile, looking)


async def _read_back(staff: Staff, profile: Profile, looking: Looking) -> ProfileView:
    await looking.look(staff.scope, Step.PROFILE)
    return await profile.view(staff.scope)


def _papers(papers: tuple[CategoryPaperIn, ...]) -> tuple[CategoryPaper, ...]:
    return tuple(CategoryPaper(paper.name, paper.media_id) for paper in papers)


ROUTES: list[Any] = [
    get_profile,
    check_name,
    put_name,
    post_paper,
    put_avatar,
    put_introduction,
    get_category_tree,
    post_launch_category,
    put_launch_category,
    delete_launch_category,
]
