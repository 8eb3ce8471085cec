"""A pipeline that costs next to nothing, for tests of what runs it: every page is one report.

Words in a page's text tell what is to happen to the process that reads it.
"""

import os
import signal
import time
from collections.abc import Iterable, Iterator

from onrecord.records import Article, Block, Page, Reading, Rejected
from sample import bare

SLOW = float(os.environ.get("DOUBLE_SECONDS", "0"))  # a page


class Double:
    """Stands for `onrecord.pipeline.Pipeline`."""

    def read(self, pages: Iterable[Page | Rejected]) -> Iterator[Reading | Rejected]:
        for page in pages:
            if isinstance(page, Rejected):
                yield page
                continue
            if "KILL" in page.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "LEAVE" in page.text:
                os._exit(3)
            if "HANG" in page.text:
                time.sleep(600)
            if "FAIL" in page.text:
                raise RuntimeError("a defect")
            time.sleep(SLOW)
            yield _reading(page)


def _reading(page: Page) -> Reading:
    span = (0, len(page.text))
    article = Article(
        id=page.id[::-1], page=page.id, url=page.url, outlet=page.outlet, title=page.title,
        published=page.published, text=page.text,
        blocks=[Block(span=span, part="body", page_spans=[span])],
    )  # fmt: skip
    return Reading(page=page, furniture=[], reports=[bare(article)])
