"""How much memory a process has held."""

import sys
from pathlib import Path


def peak_mb() -> float:
    """The most memory this process has held at once, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would also count what the parent held before the start
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
