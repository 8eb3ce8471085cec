"""What an install brings along may be used by everybody: licences of the whole closure."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|Zlib|0BSD|CNRI)\b",
    re.I,
)
EXTRAS = ("", "archive", "tables", "baselines", "web", "cluster")


def closure(extra: str) -> dict[str, metadata.Distribution]:
    """Every installed package that onrecord needs with an extra, by name."""
    found: dict[str, metadata.Distribution] = {}
    queue = [("onrecord", extra)]
    while queue:
        name, wanted = queue.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        for line in distribution.requires or []:
            needed = Requirement(line)
            if needed.marker and not needed.marker.evaluate({"extra": wanted}):
                continue
            if needed.name not in found:
                try:
                    found[needed.name] = metadata.distribution(needed.name)
                except metadata.PackageNotFoundError:
                    continue
                queue += [(needed.name, e) for e in needed.extras or {""}]
    return found


def licence(distribution: metadata.Distribution) -> str:
    told = distribution.metadata
    classifiers = [c for c in told.get_all("Classifier") or [] if c.startswith("License")]
    return " ".join([told.get("License-Expression") or "", *classifiers, told.get("License") or ""])


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_licence_is_permissive(extra):
    packages = closure(extra)
    if not packages:
        pytest.skip("onrecord is not installed here")
    others = {name: licence(d)[:80] for name, d in packages.items() if not FREE.search(licence(d))}
    assert others == {}


def test_the_lock_pins_every_file_by_its_digest():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-zA-Z0-9])", lock)
    unpinned = [p.split()[0] for p in pins if "==" in p and "--hash=sha256:" not in p]
    assert unpinned == []
