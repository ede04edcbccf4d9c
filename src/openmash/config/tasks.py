"""What the worker does, and how often. Each job is a verb of a room; here is only its hour."""

from procrastinate.contrib.django import app

from openmash.config.rounds import NIGHTLY, ROUNDS, make_round


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="every minute", name="every_minute", pass_context=False)
def every_minute(timestamp: int) -> None:
    """Do the rounds: resolve, remind, escalate, send. Each stands alone, and may run twice."""
    for name in ROUNDS:
        make_round(name)


@app.periodic(cron="30 2 * * *")
@app.task(queueing_lock="every night", name="every_night", pass_context=False)
def every_night(timestamp: int) -> None:
    """Do what takes long and changes nothing by itself, while few are at work."""
    for name in NIGHTLY:
        make_round(name)
