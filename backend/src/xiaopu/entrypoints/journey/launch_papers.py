"""Papers of people who do not exist: numbers with right check digits, and pictures of nothing."""

import io
import secrets
from typing import Any

import msgspec
from PIL import Image

from xiaopu.modules.compliance.domain.numbers import CODE_ALPHABET, credit_check, id_check

_DISTRICT = "330106"


class Papers(msgspec.Struct, frozen=True):
    """A subject as it stands on its papers."""

    kind: str
    name: str
    credit_code: str
    legal_name: str
    id_number: str
    phone: str
    wechat: str

    def subject(self) -> dict[str, Any]:
        """As the console wants it."""
        facts = {"type": self.kind, "name": self.name, "id_number": self.id_number, "phone": self.phone}
        if self.kind == "individual":
            return facts | {"name": self.legal_name, "sells": ["clothes"]}
        return facts | {
            "credit_code": self.credit_code,
            "legal_name": self.legal_name,
            "sells": ["clothes"],
        }


def papers_of(kind: str, mark: str) -> Papers:
    """Fresh ones: no number is used twice."""
    first = ("92" if kind == "sole_trader" else "91") + _DISTRICT
    code = first + "".join(secrets.choice(CODE_ALPHABET) for _ in range(9))
    number = f"{_DISTRICT}19900307{secrets.randbelow(1000):03d}"
    name = {"company": f"旅程{mark}服饰有限公司", "sole_trader": f"旅程{mark}服饰店"}.get(kind, "韩梅梅")
    return Papers(
        kind,
        name,
        code + credit_check(code),
        "韩梅梅",
        number + id_check(number),
        f"138{secrets.randbelow(10**8):08d}",
        f"wx_{mark}",
    )


def picture(shade: int = 0) -> bytes:
    """A soft gradient, 800 × 800, PNG; another shade is another picture."""
    gradient = Image.linear_gradient("L").resize((800, 800))
    turned = gradient.rotate(90 + shade)
    made = Image.merge("RGB", (gradient, turned, gradient.rotate(180)))
    target = io.BytesIO()
    made.save(target, "PNG")
    return target.getvalue()
