"""Names by which HTTP handlers ask for what the wiring holds. Litestar injects by parameter name; these give
the types.

units: OpenUnits      opens units of work
vault: AVault         seals and finds personal data and secrets
settings: TheSettings typed settings
clock: AClock         now
"""

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.units import Units
from xiaopu.infra.settings import Settings
from xiaopu.kernel.clock import Clock

OpenUnits = NamedDependency[SkipValidation[Units]]
AVault = NamedDependency[SkipValidation[Vault]]
TheSettings = NamedDependency[SkipValidation[Settings]]
AClock = NamedDependency[SkipValidation[Clock]]
