"""Article -> actors: one record for each person, body, state or group, with all its mentions."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import structs

from onrecord.records import Actor, Article, Parse, Place, Statement
from onrecord.spans import Span, inside, touches
from onrecord.stages.ground.actors_chain import Chain
from onrecord.stages.ground.actors_chains import Chains
from onrecord.stages.ground.actors_country import Setting
from onrecord.stages.ground.actors_mention import Mention
from onrecord.stages.ground.actors_mentions import Finder
from onrecord.stages.ground.actors_names import Names, offices
from onrecord.stages.ground.actors_nouns import Nouns
from onrecord.stages.ground.actors_pronouns import Resolver, weights
from onrecord.stages.ground.actors_record import actor_of, kept
from onrecord.stages.ground.actors_words import words


class Actors:
    """Within-document coreference and coding. Loads its lexicons once."""

    def __init__(self) -> None:
        words()
        self.weights = weights()

    def __call__(
        self,
        article: Article,
        parse: Parse,
        wanted: Sequence[Span],
        statements: Sequence[Statement] = (),
        places: Sequence[Place] = (),
    ) -> list[Actor]:
        """The actors, in order of first mention.

        Each of the `wanted` spans (sources of statements, arguments of events) becomes a mention
        of exactly one actor. `statements` tell who "I" is inside a quotation, `places` in
        which country a town lies.
        """
        parse = _narrated(article, parse)
        chains = with_names(parse, wanted, article.published)
        with_pronouns(chains, Resolver(parse, chains, self.weights), statements)
        setting = Setting(article, parse, chains, places)
        found = sorted((c for c in chains.all if kept(c, chains)), key=lambda c: c.mentions[0].span)
        return [actor_of(f"a{n}", chain, chains, setting) for n, chain in enumerate(found, 1)]


def _narrated(article: Article, parse: Parse) -> Parse:
    """The parse without the names in bylines, datelines and credits: those act in no report."""
    beside = [b.span for b in article.blocks if b.part in ("byline", "dateline", "credit")]
    names = [e for e in parse.entities if not touches([e.span], beside)]
    return structs.replace(parse, entities=names)


def with_names(parse: Parse, wanted: Sequence[Span], when: str | None) -> Chains:
    """The chains of an article's names and nouns; its pronouns have none yet."""
    chains = Chains(parse, Finder(parse).all(wanted), when)
    Names(chains).build()
    for chain in chains.all:
        if chain.type == "person":
            offices(chains, chain)
    Nouns(chains).build()
    return chains


def with_pronouns(
    chains: Chains, resolver: Resolver, statements: Sequence[Statement] = ()
) -> Chains:
    """The same chains with the pronouns, first to last, in their places."""
    first_person: list[Mention] = []
    for mention in chains.mentions:
        if mention.type != "pronoun":
            continue
        person = chains.lex.pronouns[mention.key].person
        if person in ("1", "2"):
            first_person.append(mention)
            continue
        antecedent = _relative(chains, mention) if person == "0" else None
        if antecedent := antecedent or resolver.resolve(mention):
            chains.join(mention, antecedent)
        elif mention.wanted:
            chains.new(mention, "pronoun without antecedent")
    _first_person(chains, first_person, statements)
    return chains


def _relative(chains: Chains, mention: Mention) -> Chain | None:
    """The noun that a relative clause belongs to: "who", "which"."""
    parse = chains.parse
    for node in parse.ancestors(mention.head):
        if parse.dep[node] == "relcl":
            owner = chains.by_head.get(parse.head[node])
            return chains.of.get(id(owner)) if owner else None
    return None


def _first_person(chains: Chains, mentions: list[Mention], statements: Sequence[Statement]) -> None:
    """Give "I" and "we" to the speaker of the innermost quotation around them.

    Without one, those of a paragraph are one actor without a name.
    """
    at = {m.span: m for m in chains.mentions}
    spoken = [s for s in statements if s.source]
    spoken.sort(key=lambda s: (s.kind == "indirect", sum(b - a for a, b in s.content)))
    breaks = [i for i, ch in enumerate(chains.parse.text) if ch == "\n"] if mentions else []
    unknown: dict[int, Chain] = {}
    for mention in mentions:
        around = (s.source[0] for s in spoken if inside(s.content, mention.span))
        source = next((at.get(span) for span in around if span != mention.span), None)
        chain = chains.of.get(id(source)) if source else None
        paragraph = bisect_left(breaks, mention.span[0])
        if chain and chains.lex.pronouns[mention.key].person == "1":
            chains.join(mention, chain)
        elif mention.wanted and paragraph in unknown:
            chains.join(mention, unknown[paragraph])
        elif mention.wanted:
            unknown[paragraph] = chains.new(mention, "first person, speaker not told")
