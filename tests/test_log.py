from __future__ import annotations

from councilgraph.graph.log import Entry, Log


def test_the_log_knows_what_each_path_held_last(tmp_path):
    log = Log(tmp_path)
    log.append(
        [Entry("2024-01-01T00:00:00", "read", "/a", "aa"), Entry("2024-01-01T00:00:00", "read", "/b", "bb")]
    )
    log.append(
        [
            Entry("2024-01-02T00:00:00", "read", "/a", "a2"),
            Entry("2024-01-02T00:00:00", "removed", "/b", "bb"),
        ]
    )
    assert Log(tmp_path).documents_by_path() == {"/a": ("aa", "a2")}


def test_a_line_that_a_crash_cut_off_is_passed_over(tmp_path):
    Log(tmp_path).append([Entry("2024-01-01T00:00:00", "read", "/a", "aa")])
    path = tmp_path / "log.jsonl"
    path.write_text(path.read_text() + '{"at": "2024', "utf-8")
    assert [entry.path for entry in Log(tmp_path)] == ["/a"]
    Log(tmp_path).append([Entry("2024-01-02T00:00:00", "read", "/b", "bb")])
    assert [entry.path for entry in Log(tmp_path)] == ["/a", "/b"]
