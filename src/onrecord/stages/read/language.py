"""Text -> language code, when there is enough text to be sure."""

import re
from math import exp

from onrecord.stages.read.guard import without_scripts

SURE = 0.99
_ENOUGH = 120  # letters from which a foreign language may be called
_SAMPLE = 6_000
_SAID = re.compile(r"""<html\b[^<>]{0,500}?\blang\s*=\s*["']?([a-z]{2})\b""", re.I)
_TAG = re.compile(r"<[^<>]*+>|&[a-z]{2,8};")
_HEAD, _LOOKED_AT = 4_000, 400_000  # characters
_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s+")
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "was",
        "that",
        "for",
        "on",
        "with",
        "as",
        "it",
        "by",
        "at",
        "from",
        "he",
        "she",
        "said",
        "has",
        "have",
        "had",
        "be",
        "are",
        "were",
        "not",
        "an",
        "this",
        "his",
        "her",
        "their",
        "they",
        "but",
        "who",
        "will",
        "which",
        "been",
        "after",
        "its",
        "or",
        "we",
        "i",
        "you",
        "would",
        "about",
    ]
)
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip


def judge(text: str) -> str | None:
    """`en`, another language's code when it is certain, or None when nobody can tell.

    English function words decide before the model does: they make up a third of English prose
    and are rare elsewhere, however short the text.
    """
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    if len(words) >= 4 and sum(word in _COMMON for word in words) >= max(2, 0.2 * len(words)):
        return "en"
    letters = sum(map(len, words))
    if letters < _ENOUGH // 2:
        return None
    lang, score = _classify(sample)
    if lang == "en":
        return "en" if score >= SURE else None
    common = sum(word in _COMMON for word in words)
    enough = letters >= _ENOUGH or not sample.isascii()
    return lang if score >= SURE and enough and common < 0.12 * len(words) else None


def foreign(html: str) -> str | None:
    """The language of a page of HTML that says it is not English, when its words are certain too.

    Cleaning costs ten times as much, and most pages of a crawl are in other languages.
    """
    said = _SAID.search(html[:_HEAD])
    if said is None or said[1].lower() == "en":
        return None
    shown = _TAG.sub(" ", without_scripts(html[:_LOOKED_AT]))
    lang = judge(shown)
    return None if lang == "en" else lang


def _sample(text: str) -> str:
    """Up to 6,000 characters from the beginning, the middle and the end."""
    if len(text) > _SAMPLE:
        third, middle = _SAMPLE // 3, len(text) // 2
        text = " ".join((text[:third], text[middle : middle + third], text[-third:]))
    return _SPACE.sub(" ", text)


def _classify(text: str) -> tuple[str, float]:
    """The likeliest language and its share of the likelihood of all."""
    from py3langid import rank  # slow to import

    scores = [(str(lang), float(score)) for lang, score in rank(text)]
    best, top = scores[0]
    return best, 1 / sum(exp(min(0.0, score - top)) for _, score in scores)
