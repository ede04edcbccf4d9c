"""Spark weighs the same pairs as DuckDB alike, so that the same records are the same persons."""

import builtins
import importlib.util
import shutil

import pytest
from bench.identity.partnership import write_partnership
from tests.rooms.intelligence import made

from openmash.intelligence.linkage import scoring, spark

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
needs_spark = pytest.mark.skipif(
    not HAS_SPARK, reason="Spark or Java is not installed: pip install openmash[spark], and Java 17"
)


@needs_spark
@pytest.mark.filterwarnings("default")  # Spark's own words to its users are not ours to mend
def test_scores_and_persons_are_those_of_duckdb(tmp_path, capsys, monkeypatch):
    directory = tmp_path / "in"
    write_partnership(directory, records=2_000, seed=5)
    on_duckdb = made.link(capsys, directory, tmp_path / "duckdb.csv")
    monkeypatch.setenv("SPARK_MASTER", "local[2]")
    found, score = [], spark.score

    def both(connection, weights, *, prior_bits, **options):
        scoring.score(connection, weights, prior_bits=prior_bits)
        connection.execute("CREATE TEMP TABLE by_duckdb AS FROM scored")
        score(connection, weights, prior_bits=prior_bits, **options)
        found.extend(
            connection.execute("""
                SELECT (SELECT count(*) FROM by_duckdb), (SELECT count(*) FROM scored), count(*),
                       max(abs(d.bits - s.bits)), count(*) FILTER (d.is_twin <> s.is_twin)
                FROM by_duckdb d JOIN scored s USING (l, r)""").fetchall()
        )

    monkeypatch.setattr(spark, "score", both)
    on_spark = made.link(capsys, directory, tmp_path / "spark.csv", "--engine", "spark")

    assert on_spark.status == 0
    ((of_duckdb, of_spark, in_both, farthest, other_twins),) = found
    assert of_duckdb == of_spark == in_both > 2_000
    assert farthest <= 1e-6
    assert other_twins == 0
    assert on_spark.rows == on_duckdb.rows
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "duckdb.csv", "duckdb.csv.kept", "in", "in-truth.csv", "spark.csv", "spark.csv.kept",
    ]  # fmt: skip


def test_without_spark_the_error_says_how_to_install_it(tmp_path, capsys, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "pyspark":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)

    ran = made.link(capsys, made.write(tmp_path / "in"), tmp_path / "o.csv", "--engine", "spark")

    assert ran.status == 3
    assert "Spark is not installed" in ran.said
    assert "pip install openmash[spark]" in ran.said
    assert "Java 17" in ran.said
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_without_java_the_error_says_so(tmp_path, capsys, monkeypatch):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))

    ran = made.link(capsys, made.write(tmp_path / "in"), tmp_path / "o.csv", "--engine", "spark")

    assert ran.status == 3
    assert "Spark needs Java" in ran.said


@pytest.mark.parametrize(
    ("said", "java"), [("3GB", "3072m"), ("800MB", "800m"), ("1.5 GiB", "1536m"), ("9MB", "512m")]
)
def test_memory_is_told_to_java_in_its_own_words(said, java):
    assert spark._as_java(said) == java
