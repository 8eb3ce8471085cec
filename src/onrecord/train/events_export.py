"""Trained event tagger -> what ships: int8 `events.onnx`."""

import tempfile
from pathlib import Path

import torch

from onrecord.train.events_model import Tagger
from onrecord.train.statements_export import quantize, save


def export(tagger: Tagger, out: Path) -> None:
    """Write the model; an existing file is replaced."""
    tagger.eval()
    whole = torch.ones((2, 9), dtype=torch.long)
    heads = torch.arange(1, 7)[None].repeat(2, 1)
    axes = {name: {0: "batch", 1: "length"} for name in ("pieces", "mask")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "events.onnx"
        save(
            tagger,
            (whole, whole, heads),
            plain,
            ["pieces", "mask", "heads"],
            ["types", "parties"],
            {**axes, "heads": {0: "batch", 1: "words"}},
        )
        quantize(plain, out)
