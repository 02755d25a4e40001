"""The comparison of understanding: well-formed rows, thresholds by one rule, and a reason where there is no row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.core.model import LABEL_IDS
from tests.bench.understanding.comparison import compare, table
from tests.bench.understanding.figures import thresholds


def test_a_cheap_peer_gets_a_row_beside_ours() -> None:
    rows = compare(("ours", "linear"), quick=True)

    assert list(rows) == ["ours", "linear"]
    for row in rows.values():
        assert 0 < row["macro_f1"] <= 1
        assert 0 <= row["danger_recall"] <= 1
        assert set(row["f1"]) == set(LABEL_IDS)
        assert len(row["thresholds"]) == len(LABEL_IDS)
        assert row["ms_5th"] <= row["ms_median"] <= row["ms_95th"]
        assert row["bytes"] > 0
    apart = rows["linear"]["ours_ahead"]
    assert apart["macro_f1"] == pytest.approx(rows["ours"]["macro_f1"] - rows["linear"]["macro_f1"])
    told = list(table(rows))
    assert [row["title"] in line for row, line in zip(rows.values(), told[1:], strict=True)] == [True, True]


def test_without_node_the_row_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    rows = compare(["nlpjs"], quick=True)

    assert rows["nlpjs"]["missing"] == "node and npm not there"
    assert "node and npm not there" in list(table(rows))[1]


def test_thresholds_part_what_is_reported_from_what_is_not() -> None:
    reported = np.eye(len(LABEL_IDS), dtype=bool)
    scores = np.where(reported, 0.6, 0.2)

    assert ((scores >= thresholds(scores, reported)) == reported).all()
