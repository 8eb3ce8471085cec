"""A name as the subject of a sentence is not always a government."""

import pytest

from onrecord.stages.ground.places import Places


@pytest.fixture(scope="module")
def stage():
    return Places()


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Denmark suffered two floods in a year.", "Denmark", False),
        ("Most of Bolivia has no rain.", "Bolivia", False),
        ("It was Hungary's second outbreak of the virus.", "Hungary", False),
        ("A bakery in Cork, Ireland burned down.", "Ireland", False),
        ("In the Philippines schools were closed.", "Philippines", False),
        ("Denmark rejected the offer and recalled its envoy.", "Denmark", True),
        ("The deal was vetoed by Bolivia.", "Bolivia", True),
        ("Talks with Hungary have failed.", "Hungary", True),
    ],
)
def test_location_or_government(parsed, stage, text, name, metonym):
    found = [p for p in stage(*parsed(text)) if text[slice(*p.span)] == name]
    assert [p.metonym for p in found] == [metonym]
