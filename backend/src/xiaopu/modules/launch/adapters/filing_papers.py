"""Our form of a filing as WeChat's fields."""

from xiaopu.modules.launch.domain.forms import INDIVIDUAL_TYPE, FilingForm, Person
from xiaopu.wechat.openplatform import filing_fields as wx


def application_of(appid: str, form: FilingForm) -> wx.IcpApplication:
    """The whole filing. `form` must be complete."""
    organisation = form.subject_type != INDIVIDUAL_TYPE
    permit = _media(form, "residence_permit")
    legal = form.legal_name and form.legal_number
    return wx.IcpApplication(
        icp_subject=wx.IcpSubject(
            base_info=wx.IcpOwner(
                type=form.subject_type,
                name=form.name,
                province=form.province,
                city=form.city,
                district=form.district,
                address=form.address,
                comment=form.comment or None,
            ),
            principal_info=_principal(form, form.principal, "principal", face=None),
            organize_info=_organisation(form) if organisation else None,
            personal_info=wx.IcpPersonal(residence_permit=permit) if not organisation and permit else None,
            legal_person_info=wx.IcpLegalPerson(name=form.legal_name, certificate_number=form.legal_number)
            if organisation and legal
            else None,
        ),
        icp_applets=wx.IcpApplet(base_info=_applet(appid, form), principal_info=_answerable(form)),
        icp_materials=_materials(form),
    )


def _applet(appid: str, form: FilingForm) -> wx.IcpAppletInfo:
    approvals = None
    if form.pre_approval_type:
        approvals = [
            wx.IcpPreApproval(
                type=form.pre_approval_type,
                code=form.pre_approval_code or None,
                media=_media(form, "pre_approval"),
            )
        ]
    return wx.IcpAppletInfo(
        appid=appid,
        service_content_types=list(form.services),
        nrlx_details=approvals,
        comment=form.applet_comment or None,
    )


def _answerable(form: FilingForm) -> wx.IcpPrincipal:
    """Who answers for the mini program: it is the administrator, whose face was checked."""
    if form.same_person:
        return _principal(form, form.principal, "principal", face=form.face_task)
    return _principal(form, form.applet_principal, "applet", face=form.face_task)


def _principal(form: FilingForm, person: Person, papers: str, *, face: str | None) -> wx.IcpPrincipal:
    return wx.IcpPrincipal(
        name=person.name,
        mobile=person.mobile,
        email=person.email,
        emergency_contact=person.emergency_contact,
        certificate_type=person.certificate_type,
        certificate_number=person.certificate_number,
        certificate_validity_date_start=person.valid_from,
        certificate_validity_date_end=person.valid_until,
        certificate_photo_front=_media(form, f"{papers}_front") or "",
        certificate_photo_back=_media(form, f"{papers}_back") or "",
        authorization_letter=_media(form, "authorization_letter") if papers == "principal" else None,
        verify_task_id=face or None,
    )


def _organisation(form: FilingForm) -> wx.IcpOrganization:
    return wx.IcpOrganization(
        certificate_type=form.certificate_type,
        certificate_number=form.certificate_number,
        certificate_address=form.certificate_address,
        certificate_photo=_media(form, "licence"),
    )


def _materials(form: FilingForm) -> wx.IcpMaterials | None:
    letters, subject, applet = (
        [media] if (media := _media(form, key)) else None
        for key in ("commitment_letter", "subject_other", "applet_other")
    )
    if not (letters or subject or applet):
        return None
    return wx.IcpMaterials(
        commitment_letter=letters, subject_other_materials=subject, applets_other_materials=applet
    )


def _media(form: FilingForm, key: str) -> str | None:
    paper = form.papers.get(key)
    return paper.media_id if paper else None
