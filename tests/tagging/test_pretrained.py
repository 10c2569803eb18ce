"""The packed encoder file, read back from a tiny one the test writes; a network is trained on it where torch is."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport
from huibao.tagging.context import ContextTagger
from huibao.tagging.context_inputs import ContextParams
from huibao.tagging.pieces import LONGEST
from huibao.tagging.pretrained import read_pretrained
from huibao.taxonomy import Taxonomy

WIDTH, INNER, HEADS = 32, 64, 2
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "冷", "库", "路")


def _packed(values: np.ndarray) -> bytes:
    """Rows of 32 weights as a half-precision scale and 16 bytes, low halves first."""
    blocks = b""
    for row in values.reshape(-1, 32):
        scale = np.float16(np.abs(row).max() / 7 or 1)
        codes = np.clip(np.round(row / np.float32(scale)), -8, 7).astype(int) + 8
        blocks += scale.tobytes() + bytes(int(codes[i] | codes[i + 16] << 4) for i in range(16))
    return blocks


def write_packed(path: Path, layers: int) -> np.ndarray:
    """Write a random encoder; gives its word vectors, which four bits hold exactly."""
    random = np.random.default_rng(1)
    word = random.integers(-7, 8, (len(PIECES), WIDTH)).astype(np.float32)
    word[:, 0] = 7
    tensors: dict[str, tuple[bytes, int]] = {"emb.word": (_packed(word), word.size)}

    def plain(name: str, size: int) -> None:
        tensors[name] = (random.normal(0, 0.1, size).astype("<f4").tobytes(), size)

    def matrix(name: str, rows: int, columns: int) -> None:
        tensors[name] = (_packed(random.normal(0, 0.1, (rows, columns)).astype(np.float32)), rows * columns)

    plain("emb.pos", LONGEST * WIDTH)
    plain("emb.type", 2 * WIDTH)
    for name in ("emb.ln.w", "emb.ln.b"):
        plain(name, WIDTH)
    for layer in range(layers):
        for part in ("q", "k", "v", "ao"):
            matrix(f"l{layer}.{part}.w", WIDTH, WIDTH)
            plain(f"l{layer}.{part}.b", WIDTH)
        matrix(f"l{layer}.fi.w", INNER, WIDTH)
        plain(f"l{layer}.fi.b", INNER)
        matrix(f"l{layer}.fo.w", WIDTH, INNER)
        for name in ("fo.b", "aln.w", "aln.b", "oln.w", "oln.b"):
            plain(f"l{layer}.{name}", WIDTH)
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, layers, HEADS, INNER, len(PIECES), LONGEST, 2, 1e-12, 32)
    head += struct.pack("<i4iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + ends.tobytes()
    head += np.linspace(-1, -5, len(PIECES)).astype("<f4").tobytes() + blob + struct.pack("<iI", 0, 0)
    directory_size = 4 + sum(2 + len(name) + 1 + 4 + 16 for name in tensors)
    offset, directory, body = len(head) + directory_size, struct.pack("<i", len(tensors)), b""
    for name, (content, size) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, size, offset + len(body), len(content))
        body += content
    path.write_bytes(head + directory + body)
    return word


def test_a_packed_encoder_is_read_back(tmp_path: Path) -> None:
    word = write_packed(tmp_path / "e.bin", layers=2)
    encoder = read_pretrained(tmp_path / "e.bin", layers=1)
    assert encoder.pieces == PIECES
    assert (encoder.width, encoder.layers, encoder.heads) == (WIDTH, 1, HEADS)
    np.testing.assert_array_equal(encoder.tensors["word"], word)
    assert encoder.tensors["0.qkv.weight"].shape == (3 * WIDTH, WIDTH)
    assert encoder.tensors["0.outer.weight"].shape == (WIDTH, INNER)
    assert "1.qkv.weight" not in encoder.tensors


@pytest.mark.parametrize("content", [b"", b"something else", b"E5S1" + b"\0" * 8])
def test_another_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "e.bin").write_bytes(content)
    with pytest.raises(ModelError, match="读不了"):
        read_pretrained(tmp_path / "e.bin", layers=1)


def test_more_layers_than_there_are_is_refused(tmp_path: Path) -> None:
    write_packed(tmp_path / "e.bin", layers=1)
    with pytest.raises(ModelError, match="2 layers wanted"):
        read_pretrained(tmp_path / "e.bin", layers=2)


@pytest.fixture
def two(authored: Callable[..., AnnotatedReport]) -> list[AnnotatedReport]:
    return [
        authored("H|一、情况\nP\nachievement.construction|路修了。\nbottleneck.resources|没有冷库。\n", village="甲村"),
        authored("H|一、情况\nP\nrequirement.development/plan|没有冷库，路修了。\nother|好。\n", village="乙村"),
    ]


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ContextParams:
    """Settings of a network that learns from a tiny encoder in seconds."""
    pytest.importorskip("torch", reason="training needs the extra train")
    from huibao.tagging import context_training

    write_packed(tmp_path / "e.bin", layers=2)
    monkeypatch.setattr(context_training, "packaged_file", lambda: tmp_path / "e.bin")
    return ContextParams(
        layers=1, heads=1, inner=16, hidden=8, epochs=2, teachers=0, teacher_layers=2, teacher_epochs=1, on_epochs=30
    )


@pytest.mark.parametrize("teachers", [0, 1, 2])
def test_a_network_trains_and_tags_without_torch_afterwards_however_many_teach_it(
    teachers: int, tmp_path: Path, tiny: ContextParams, two: list[AnnotatedReport], taxonomy: Taxonomy
) -> None:
    trained = ContextTagger(taxonomy, replace(tiny, teachers=teachers)).fit(two)
    trained.save(tmp_path / "m")
    first, again = (tagger.predict_proba(two)[0] for tagger in (trained, ContextTagger.load(tmp_path / "m")))
    np.testing.assert_array_equal(first.labels, again.labels)


def test_a_stored_network_learns_on_from_where_it_was(
    tmp_path: Path, tiny: ContextParams, two: list[AnnotatedReport], taxonomy: Taxonomy
) -> None:
    trained = ContextTagger(taxonomy, tiny).fit(two)
    trained.save(tmp_path / "m")
    stored = ContextTagger.load(tmp_path / "m")
    still = replace(stored.params, on_encoder_rate=0.0, on_reader_rate=0.0)
    stored.params = still
    before = trained.vectors(["没有冷库。"])["没有冷库。"]
    unmoved = stored.learning_on(taxonomy).fit(two)
    assert np.corrcoef(unmoved.vectors(["没有冷库。"])["没有冷库。"], before)[0, 1] > 0.99
    np.testing.assert_allclose(unmoved.predict_proba(two)[0].labels, trained.predict_proba(two)[0].labels, atol=0.05)

    stored.params = replace(still, on_encoder_rate=1e-3, on_reader_rate=1e-2)
    further = stored.learning_on(taxonomy).fit(two)
    places = [further.labels.index(tag.labels[0]) for tag in two[0].tags]

    def of_right(tagger: ContextTagger) -> float:
        return float(tagger.predict_proba(two)[0].labels[range(len(places)), places].sum())

    assert of_right(further) > of_right(unmoved) + 0.1


def test_a_network_that_learns_on_teaches_itself_only_where_it_is_right() -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra train")
    from huibao.tagging.context_training import _Lesson, _taught_where_right

    lesson = _Lesson(
        sentences=[(0, 2)] * 2, headings=[(0, 2)] * 2, facts=torch.zeros(2, 6), no_heading=(0, 2),
        labels=torch.tensor([[1.0, 0.0], [0.0, 1.0]]), kinds=torch.tensor([[1.0], [0.0]]),
    )  # fmt: skip
    own = torch.tensor([[0.8, 0.2], [0.6, 0.4]]), torch.ones(2, 1)
    torch.testing.assert_close(_taught_where_right(lesson, own, 0.5).labels, torch.tensor([[0.9, 0.1], [0.0, 1.0]]))


def test_teachers_set_a_share_of_the_target_by_their_mean(taxonomy: Taxonomy) -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra train")
    from huibao.tagging.context_training import _Lesson, _taught

    sure_of_first, sure_of_last = ((torch.eye(3)[[label]], torch.eye(2)[[kind]]) for label, kind in ((0, 0), (2, 1)))
    lesson = _Lesson(
        sentences=[(0, 2)], headings=[(0, 2)], facts=torch.zeros(1, 6), no_heading=(0, 2),
        labels=torch.tensor([[1.0, 0.0, 0.0]]), kinds=torch.zeros(1, 2),
    )  # fmt: skip
    taught = _taught(lesson, [sure_of_first, sure_of_last], 0.6)
    torch.testing.assert_close(taught.labels, torch.tensor([[0.7, 0.0, 0.3]]))
    assert taught.kinds.sum() == 0, "a sentence without a kind is taught none"


def test_the_exported_encoder_gives_the_vectors_of_the_one_that_was_narrowed_and_trained(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra train")
    from onnxruntime import InferenceSession

    from huibao.tagging.context_net import Encoder
    from huibao.tagging.context_training import export_encoder

    write_packed(tmp_path / "e.bin", layers=2)
    encoder = Encoder(read_pretrained(tmp_path / "e.bin", 2), range(len(PIECES)), LONGEST, 0.1).eval()
    pieces = torch.tensor([[0, 5, 6, 2, 1, 1], [0, 4, 7, 5, 6, 2]])
    whole = encoder(pieces)
    for layer in encoder.layers:
        layer.narrow(torch.arange(HEADS), torch.arange(INNER))
    torch.testing.assert_close(encoder(pieces), whole)
    for layer in encoder.layers:
        layer.narrow(torch.tensor([1]), torch.arange(0, INNER, 2))
    wanted = encoder(pieces).detach().numpy()
    assert np.abs(wanted - whole.detach().numpy()).max() > 0.01
    session = InferenceSession(export_encoder(encoder), providers=["CPUExecutionProvider"])
    (vectors,) = session.run(None, {"pieces": pieces.numpy()})
    # Seven bits a weight: close, not equal.
    assert np.corrcoef(vectors.ravel(), wanted.ravel())[0, 1] > 0.995
