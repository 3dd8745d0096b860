"""Names by which HTTP handlers ask for what the wiring holds. Litestar injects by parameter name; these give
the types.

units: OpenUnits      opens units of work
vault: AVault         seals and finds personal data and secrets
settings: TheSettings typed settings
clock: AClock         now
"""

from typing import Annotated

from litestar.params import Dependency

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.units import Units
from xiaopu.infra.settings import Settings
from xiaopu.kernel.clock import Clock

OpenUnits = Annotated[Units, Dependency(skip_validation=True)]
AVault = Annotated[Vault, Dependency(skip_validation=True)]
TheSettings = Annotated[Settings, Dependency(skip_validation=True)]
AClock = Annotated[Clock, Dependency(skip_validation=True)]
