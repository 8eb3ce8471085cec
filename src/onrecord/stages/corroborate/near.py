"""Which articles of a story may share text: paragraphs alike by MinHash, found by LSH.

Paragraphs rather than articles, because a cut is much like a part of its original and little like
the whole. What is found here is verified word by word afterwards.
"""

from itertools import combinations

from onrecord.stages.corroborate.passages import Told

FEW = 12  # so many articles are simply compared with each other
LONG = 12  # words of a paragraph that is looked up
SHINGLE = 3
HASHES = 64
BANDS = 16  # with 4 rows a band, half of the pairs with a Jaccard of .5 share one


def pairs(articles: list[Told]) -> list[tuple[int, int]]:
    """Pairs of articles, by number, that may share more than a phrase."""
    if len(articles) <= FEW:
        return list(combinations(range(len(articles)), 2))
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=0.5, num_perm=HASHES, num_bands=BANDS)
    owner: list[int] = []
    found: set[tuple[int, int]] = set()
    for number, article in enumerate(articles):
        for shingles in _paragraphs(article):
            sign = RMinHash(num_perm=HASHES, seed=1)
            sign.update(shingles)
            for other in lsh.query(sign):
                if owner[other] != number:
                    found.add((owner[other], number))
            lsh.insert(len(owner), sign)
            owner.append(number)
    return sorted(found)


def _paragraphs(article: Told) -> list[list[str]]:
    """Word shingles of each paragraph that is long enough to tell anything."""
    out: list[list[str]] = []
    for block in article.report.article.blocks:
        start, end = block.span
        inside = [w for w, (s, e) in zip(article.tokens, article.spans, strict=True)
                  if start <= s and e <= end]  # fmt: skip
        if len(inside) >= LONG:
            out.append(
                [" ".join(inside[i : i + SHINGLE]) for i in range(len(inside) - SHINGLE + 1)]
            )
    return out
