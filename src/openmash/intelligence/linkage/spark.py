"""Weighing pairs on Spark: the same comparisons and weights, on as many machines as there are.

Spark is an optional extra. Tables go to it and come back as Parquet, never through Python's memory.
It runs on this machine's cores, or on the cluster that `SPARK_MASTER` names: the directory of the
output must then be one that all its machines see.
"""

import logging
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from splink import Linker

from openmash.errors import OpenMashError
from openmash.intelligence.linkage.files import quoted
from openmash.intelligence.linkage.scoring import kin_columns, settings
from openmash.people.matching.prepared import Prepared

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

THIS_MACHINE = "local[*]"
_REPAIR = (
    "Install it with `pip install openmash[spark]`, and Java 17 (Debian: openjdk-17-jre-headless)."
)


class EngineMissing(OpenMashError):
    """Spark, or the Java that it runs on, is not installed."""


def check() -> None:
    """Check that Spark can be started, before anything is read.

    Raises:
        EngineMissing: Spark or Java is not there; the message says how to install it.
    """
    try:
        import pyspark  # noqa: F401
    except ImportError as error:
        raise EngineMissing(f"Spark is not installed. {_REPAIR}") from error
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        raise EngineMissing(f"Spark needs Java, and there is none. {_REPAIR}")


def score(
    connection: duckdb.DuckDBPyConnection,
    weights: Mapping[str, float],
    *,
    prior_bits: float,
    place: Path,
    memory: str = "3GB",
) -> None:
    """Make the table `scored` (l, r, bits, …) from `records` and `pairs`, as `scoring` does.

    What is handed to Spark and back stands in `place`, and goes when it is done.

    Raises:
        EngineMissing: Spark could not be started.
    """
    place.mkdir(mode=0o700, exist_ok=True)
    columns = ", ".join(["number", *Prepared._fields])
    _hand_over(connection, f"SELECT {columns} FROM records", to=place / "records.parquet")  # noqa: S608
    pairs = "SELECT l AS join_key_l, r AS join_key_r, '0' AS match_key FROM pairs"
    _hand_over(connection, pairs, to=place / "pairs.parquet")
    session = _session(place, memory)
    try:
        _weigh(session, weights, prior_bits, place)
    finally:
        session.stop()
    connection.execute(f"""
        CREATE OR REPLACE TABLE scored AS
        FROM '{quoted(place / "scored")}/*.parquet'""")
    shutil.rmtree(place)


def _hand_over(connection: duckdb.DuckDBPyConnection, query: str, *, to: Path) -> None:
    connection.execute(f"COPY ({query}) TO '{quoted(to)}' (FORMAT PARQUET)")


def _session(place: Path, memory: str) -> "SparkSession":
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    options = {
        "spark.jars": similarity_jar_location(),
        "spark.driver.memory": _as_java(memory),
        "spark.local.dir": str(place / "spill"),
        "spark.sql.warehouse.dir": str(place / "warehouse"),
        "spark.sql.shuffle.partitions": str(4 * (os.cpu_count() or 1)),
        # What DuckDB would refuse, Spark must refuse too, and not turn into nothing.
        "spark.sql.ansi.enabled": "true",
        # The comparisons are more than one method of Java may hold (64 KB): each is compiled alone.
        "spark.sql.codegen.wholeStage": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.appName("openmash link")
    builder = builder.master(os.environ.get("SPARK_MASTER", THIS_MACHINE))
    for key, value in options.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError) as error:
        raise EngineMissing(f"Spark could not be started. {_REPAIR}") from error
    session.sparkContext.setCheckpointDir(str(place / "checkpoint"))
    return session


def _as_java(memory: str) -> str:
    """Return an amount of memory as Java writes it: 3GB as 3072m."""
    amount, unit = re.fullmatch(r"\s*([\d.]+)\s*([A-Za-z]*)\s*", memory).groups()
    megabytes = {"K": 1 / 1024, "M": 1, "G": 1024, "T": 1024**2}[unit[:1].upper() or "M"]
    return f"{max(512, int(float(amount) * megabytes))}m"


def _weigh(
    session: "SparkSession", weights: Mapping[str, float], prior_bits: float, place: Path
) -> None:
    from splink.backends.spark import SparkAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    api: Any = SparkAPI(spark_session=session)
    linker = Linker(
        api.register(session.read.parquet(str(place / "records.parquet"))),
        settings(weights, prior_bits=prior_bits, dialect="spark"),
        log_level=logging.ERROR,
        validate_settings=False,
    )
    pairs = api.register(session.read.parquet(str(place / "pairs.parquet")))
    linker.table_management.register_blocked_pairs_for_predict(pairs)
    found = linker.inference.predict(threshold_match_weight=-1000.0, warning_mode="never")
    session.table(found.physical_name).selectExpr(
        "number_l AS l",
        "number_r AS r",
        "CAST(match_weight AS FLOAT) AS bits",
        *kin_columns(weights),
    ).write.mode("overwrite").parquet(str(place / "scored"))
