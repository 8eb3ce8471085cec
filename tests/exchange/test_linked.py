"""Annotations, provenance, claims and the crate, each held to its own standard."""

import hashlib
import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exchange import annotation, export, prov, schema_org
from onrecord.exchange.entries import entries
from onrecord.exchange.selectors import position, quoted, resolve, selectors

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
SPAN = {"type": "integer", "minimum": 0}
SELECTOR = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"}, "start": SPAN, "end": SPAN,
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"}, "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "RangeSelector"},
                "startSelector": {"$ref": "#/$defs/selector"},
                "endSelector": {"$ref": "#/$defs/selector"},
            },
            "required": ["type", "startSelector", "endSelector"],
            "additionalProperties": False,
        },
    ]
}  # fmt: skip
TARGET = {
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "pattern": "^urn:"},
        "selector": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/selector"}},
    },
    "required": ["source", "selector"],
}
ANNOTATION = {
    "properties": {
        "id": {"type": "string", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": sorted(MOTIVATIONS)},
        "body": {
            "oneOf": [
                {"type": "string"},
                {"type": "array", "items": {"required": ["type", "value", "purpose"]}},
            ]
        },
        "target": {"type": "array", "minItems": 1, "items": TARGET},
    },
    "required": ["id", "type", "target"],
}
PAGE = {
    "$defs": {"selector": SELECTOR},
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "startIndex": SPAN,
        "items": {"type": "array", "items": ANNOTATION},
    },
    "required": ["@context", "id", "type", "items", "partOf"],
}


def names(value) -> set[str]:
    """Every name of a JSON value, at any depth."""
    if isinstance(value, dict):
        return set(value) | {n for v in value.values() for n in names(v)}
    return {n for v in value for n in names(v)} if isinstance(value, list) else set()


def pages(out):
    return [json.loads(p.read_text(encoding="utf-8")) for p in sorted((out / "pages").iterdir())]


def test_annotations_are_of_the_model(written, store, monkeypatch):
    jsonschema = pytest.importorskip("jsonschema")
    monkeypatch.setattr(annotation, "PAGE", 4)
    out = written("annotation")
    collection = json.loads((out / "collection.json").read_text(encoding="utf-8"))
    found = pages(out)
    assert len(found) > 2
    for page in found:
        jsonschema.validate(page, PAGE)
    assert collection["total"] == sum(len(page["items"]) for page in found)
    assert (collection["first"], collection["last"]) == (found[0]["id"], found[-1]["id"])
    assert [p.get("next") for p in found] == [p["id"] for p in found[1:]] + [None]
    ids = [item["id"] for page in found for item in page["items"]]
    assert len(set(ids)) == len(ids)


def test_every_selector_means_the_words_of_its_record(written, store):
    texts = {f"urn:onrecord:{a.id}": a.text for a in store.articles()}
    kinds = set()
    for page in pages(written("annotation")):
        for item in page["items"]:
            for target in item["target"]:
                where = [resolve(texts[target["source"]], s) for s in target["selector"]]
                kinds |= {s["type"] for s in target["selector"]}
                assert None not in where
                assert len(set(where)) == 1, "position and quotation mean the same words"
    assert kinds == {"TextPositionSelector", "TextQuoteSelector", "RangeSelector"}


@given(st.text(alphabet="ab \U0001f6a2\u200b", min_size=1), st.data())
def test_selectors_come_back_to_their_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = (start, data.draw(st.integers(start + 1, len(text))))
    for longest in (None, 5):
        for selector in selectors(text, span, longest):
            assert resolve(text, selector) == span


def test_words_that_stand_there_twice_are_told_by_their_context_or_position():
    text = "no " * 400
    assert quoted(text, (600, 602)) is None
    assert selectors(text, (600, 602), None) == [position((600, 602))]
    assert quoted("yes no yes", (0, 3))["suffix"].startswith(" no")


def test_the_dictionaries_know_every_name(written):
    found = names([page["items"] for page in pages(written("annotation"))])
    assert found == set(annotation.TERMS)
    graph = json.loads((written("schema-org") / "claims.jsonld").read_text(encoding="utf-8"))
    assert names(graph["@graph"]) <= set(schema_org.TERMS)
    document = json.loads((written("prov") / "prov.json").read_text(encoding="utf-8"))
    document.pop("prefix")
    used = {n for section in document.values() for value in section.values() for n in value}
    assert used == set(prov.TERMS)


def test_provenance_is_read_by_the_library_for_it(written):
    model = pytest.importorskip("prov.model")
    path = written("prov") / "prov.json"
    document = model.ProvDocument.deserialize(str(path), format="json")
    assert json.loads(document.serialize(format="json"))["entity"]
    by_type = {type(r).__name__ for r in document.get_records()}
    assert {
        "ProvEntity",
        "ProvActivity",
        "ProvAgent",
        "ProvDerivation",
        "ProvAttribution",
    } <= by_type
    labels = {str(a.label) for a in document.get_records(model.ProvAgent)}
    assert {"The Crier", "Ilse Brandt"} <= labels
    known = {str(r.identifier) for r in document.get_records(model.ProvElement)}
    for relation in document.get_records(model.ProvRelation):
        ends = [str(value) for name, value in relation.formal_attributes
                if value and name.localpart != "time"]  # fmt: skip
        assert set(ends) <= known, "no relation points at what is not there"


def test_claims_and_quotations(written):
    graph = json.loads((written("schema-org") / "claims.jsonld").read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for node in graph["@graph"]}
    said = [n for n in nodes.values() if n["@type"] in ("Claim", "Quotation")]
    denial, quoted_, nested = said[:3]
    assert (denial["@type"], denial["keywords"]) == ("Claim", "denies")
    assert nodes[denial["author"]["@id"]]["name"] == "Ilse Brandt"
    assert nodes[denial["appearance"]["@id"]]["@type"] == "NewsArticle"
    assert quoted_["@type"] == "Quotation"
    assert nested["isPartOf"] == {"@id": quoted_["@id"]}
    whole = json.dumps(graph)
    assert "Review" not in whole and "ating" not in whole, "whether it is true is not ours to say"


def test_the_crate_is_complete_and_its_checksums_hold(written):
    rocrate = pytest.importorskip("rocrate.rocrate")
    out = written("ro-crate")
    crate = rocrate.ROCrate(out)
    files = {e.id for e in crate.data_entities}
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert there == files | {"ro-crate-metadata.json", "manifest-sha256.txt"}
    for entity in crate.data_entities:
        data = (out / entity.id).read_bytes()
        assert entity["sha256"] == hashlib.sha256(data).hexdigest()
        assert int(entity["contentSize"]) == len(data)
    assert crate.root_dataset["license"].id == "#rights"
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=out, check=False
    )
    assert done.returncode == 0


def test_the_crate_with_whole_texts_holds_the_record_itself(written, store):
    lines = (written("ro-crate", full_text=True) / "record" / "records.jsonl").read_text("utf-8")
    texts = [json.loads(line)["article"]["text"] for line in lines.splitlines()]
    assert texts == [entry.report.article.text for entry in entries(store)]


def test_an_export_again_into_the_same_folder_is_the_same(store, tmp_path):
    def contents():
        return {
            p: p.read_bytes()
            for p in (tmp_path / "out").rglob("*")
            if p.is_file() and p.name not in ("ro-crate-metadata.json", "manifest-sha256.txt")
        }

    export(store, "ro-crate", tmp_path / "out")
    first = {p: d for p, d in contents().items() if p.suffix != ".parquet"}
    export(store, "ro-crate", tmp_path / "out")
    assert {p: d for p, d in contents().items() if p.suffix != ".parquet"} == first
