"""Files -> pages: decode, clean HTML, refuse what cannot be news text."""

from onrecord.stages.read.page import page_from_bytes, page_from_path
from onrecord.stages.read.walk import pages

__all__ = ["page_from_bytes", "page_from_path", "pages"]
