"""Names and numbers of persons that a shop has entrusted to us, to be kept out of what leaves."""

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.compliance.api import subject_of
from xiaopu.modules.launch.domain.forms import FilingForm, FormKind, Person, VerificationForm
from xiaopu.modules.launch.usecases.forms import form_state


def personal_words(read: ReadScope, *, vault: Vault) -> frozenset[str]:
    """From the subject and the forms of verification and filing; opens what is sealed."""
    subject = subject_of(read, vault=vault)
    filing = form_state(read, FormKind.FILING, FilingForm, vault=vault).form
    verification = form_state(read, FormKind.VERIFICATION, VerificationForm, vault=vault).form
    found: list[str | None] = []
    if subject is not None:
        found += [subject.name, subject.legal_name]
    if filing is not None:
        found += [filing.name, filing.legal_name, filing.address, filing.legal_number]
        for person in (filing.principal, filing.applet_principal):
            found += _of(person)
    if verification is not None:
        found += [verification.contact_name, verification.contact_email]
    # One letter would blot out half of the pack.
    return frozenset(word for word in found if word and len(word) > 1)


def _of(person: Person) -> tuple[str, ...]:
    return (
        person.name,
        person.mobile,
        person.email,
        person.emergency_contact,
        person.certificate_number,
    )
