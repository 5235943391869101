"""Limits of one rendering: wall and processor time in seconds, address space in MiB."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one rendering may take before it is killed."""

    wall_s: float = 60.0
    cpu_s: int = 45
    memory_mib: int = 768

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Limits":
        """The defaults, changed by LAYOUT_WALL_S, LAYOUT_CPU_S and LAYOUT_MEMORY_MIB."""
        plain = cls()
        return cls(
            float(environment.get("LAYOUT_WALL_S", plain.wall_s)),
            int(environment.get("LAYOUT_CPU_S", plain.cpu_s)),
            int(environment.get("LAYOUT_MEMORY_MIB", plain.memory_mib)),
        )

    def to_json(self) -> dict[str, float]:
        return asdict(self)
