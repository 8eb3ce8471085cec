"""The statement tagger: one encoder pass, then roles for every cue.

A word's first piece stands for the word. `pivot` scores each word as the head of a cue; for each
pivot, `roles` labels every word of the window as nothing, source, cue or content of *that* cue.
Labelling by cue, as semantic role labelling labels by predicate (He et al. 2017), needs no linker
and lets statements nest and overlap, which flat labels cannot.
"""

import torch
from torch import Tensor, nn

from onrecord.train.encoder import Encoder

ROLES = ("none", "source", "cue", "content")
BUCKETS = 20  # signed logarithmic distance between word and pivot
WIDTH = 96


def distance(words: Tensor, pivots: Tensor) -> Tensor:
    """Bucket of word - pivot: exact to 3, then doubling, with its sign."""
    gap = words - pivots
    size = gap.abs()
    far = 3 + torch.floor(torch.log2((size.clamp(min=3) / 3).to(torch.float32))).to(gap.dtype)
    bucket = torch.where(size <= 3, size, far.clamp(max=9))
    return torch.where(gap < 0, bucket + 10, bucket)


class Roles(nn.Module):
    """Pair features of (pivot, word), smoothed along the words by two convolutions."""

    def __init__(self, size: int, width: int = WIDTH) -> None:
        super().__init__()
        self.word, self.pivot = nn.Linear(size, width), nn.Linear(size, width)
        self.word2, self.pivot2 = nn.Linear(size, width), nn.Linear(size, width)
        self.distance = nn.Embedding(BUCKETS, width)
        self.quoted = nn.Embedding(4, width)
        self.sentence = nn.Embedding(5, width)
        self.norm = nn.LayerNorm(width)
        self.near = nn.Conv1d(width, width, 7, padding=3)
        self.wide = nn.Conv1d(width, width, 7, padding=9, dilation=3)
        self.dropout = nn.Dropout(0.1)
        self.out = nn.Linear(width, len(ROLES))

    def forward(self, h: Tensor, features: Tensor, owner: Tensor, pivot: Tensor) -> Tensor:
        """`h` [batch, words, size], `features` [batch, words, 2]; pair n is `owner[n]`, `pivot[n]`.

        Gives [pairs, words, roles] scores.
        """
        at = h[owner, pivot]
        words = torch.arange(h.shape[1], device=h.device)[None]
        mine, theirs = features[owner], features[owner, pivot][:, None]
        z = self.word(h)[owner] + self.pivot(at)[:, None]
        z = z + self.word2(h)[owner] * self.pivot2(at)[:, None]
        z = z + self.distance(distance(words, pivot[:, None]))
        z = z + self.quoted(mine[..., 0] * 2 + theirs[..., 0])
        z = z + self.sentence((mine[..., 1] - theirs[..., 1]).clamp(-2, 2) + 2)
        z = nn.functional.gelu(self.norm(z)).transpose(1, 2)
        z = z + nn.functional.gelu(self.near(self.dropout(z)))
        z = z + nn.functional.gelu(self.wide(self.dropout(z)))
        scores: Tensor = self.out(z.transpose(1, 2))
        return scores


class Tagger(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.pivot = nn.Linear(self.encoder.size, 1)
        self.roles = Roles(self.encoder.size)
        self.dropout = nn.Dropout(0.1)

    def words(self, pieces: Tensor, mask: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Word vectors [batch, words, size] and pivot scores [batch, words]."""
        x = self.encoder(pieces, mask)
        h = torch.gather(x, 1, heads[..., None].expand(-1, -1, x.shape[2]))
        return h, self.pivot(self.dropout(h))[..., 0]
