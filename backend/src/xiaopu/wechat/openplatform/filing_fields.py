"""The fields of an ICP filing. Papers are media ids of ``Filing.upload``, dates ``20200131`` or ``长期``.

Source: developers.weixin.qq.com oplatform applyIcpFiling.
"""

from __future__ import annotations

from xiaopu.wechat.wire import Request


class IcpOwner(Request, frozen=True, kw_only=True):
    """The owner: kind, name, place by district codes."""

    type: int
    name: str
    province: str
    city: str
    district: str
    address: str
    comment: str | None = None


class IcpPersonal(Request, frozen=True, kw_only=True):
    """Only for persons."""

    residence_permit: str | None = None


class IcpOrganization(Request, frozen=True, kw_only=True):
    """Only for organisations: the licence."""

    certificate_type: int
    certificate_number: str
    certificate_address: str
    certificate_photo: str | None = None


class IcpPrincipal(Request, frozen=True, kw_only=True):
    """A person answerable; ``verify_task_id`` is a finished face check."""

    name: str
    mobile: str
    email: str
    emergency_contact: str
    certificate_type: int
    certificate_number: str
    certificate_validity_date_start: str
    certificate_validity_date_end: str
    certificate_photo_front: str
    certificate_photo_back: str
    authorization_letter: str | None = None
    verify_task_id: str | None = None

    def __repr__(self) -> str:
        return "IcpPrincipal(…)"


class IcpLegalPerson(Request, frozen=True, kw_only=True):
    """The legal person, when somebody else is answerable."""

    name: str
    certificate_number: str

    def __repr__(self) -> str:
        return "IcpLegalPerson(…)"


class IcpSubject(Request, frozen=True, kw_only=True):
    """The owner and who is answerable for it."""

    base_info: IcpOwner
    principal_info: IcpPrincipal
    organize_info: IcpOrganization | None = None
    personal_info: IcpPersonal | None = None
    legal_person_info: IcpLegalPerson | None = None


class IcpPreApproval(Request, frozen=True, kw_only=True):
    """A licence that some trades need first."""

    type: int
    code: str | None = None
    media: str | None = None


class IcpAppletInfo(Request, frozen=True, kw_only=True):
    """The mini program: its kinds of service."""

    service_content_types: list[int]
    appid: str | None = None
    name: str | None = None
    nrlx_details: list[IcpPreApproval] | None = None
    comment: str | None = None


class IcpApplet(Request, frozen=True, kw_only=True):
    """The mini program and who is answerable for it."""

    base_info: IcpAppletInfo
    principal_info: IcpPrincipal


class IcpMaterials(Request, frozen=True, kw_only=True):
    """Letters and pictures that the province asks for."""

    commitment_letter: list[str] | None = None
    business_name_change_letter: list[str] | None = None
    party_building_confirmation_letter: list[str] | None = None
    promise_video: list[str] | None = None
    authenticity_responsibility_letter: list[str] | None = None
    authenticity_commitment_letter: list[str] | None = None
    website_construction_proposal: list[str] | None = None
    subject_other_materials: list[str] | None = None
    applets_other_materials: list[str] | None = None
    holding_certificate_photo: list[str] | None = None


class IcpApplication(Request, frozen=True, kw_only=True):
    """A whole filing."""

    icp_subject: IcpSubject
    icp_applets: IcpApplet
    icp_materials: IcpMaterials | None = None
