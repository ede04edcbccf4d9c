"""The worker: what the hub does by itself, every minute, in the least identity that can do it."""

import asyncio
import threading

from django.conf import settings

from openmash.running.pages import watch_database


def work() -> int:
    """Run jobs until interrupted."""
    stop = watch_database()
    try:
        asyncio.run(_run(handles_signals=True))
    finally:
        stop.set()
    return 0


def work_beside() -> threading.Thread:
    """Run jobs in a thread of this process, for a hub that is one process."""
    thread = threading.Thread(
        target=lambda: asyncio.run(_run(handles_signals=False)), name="worker", daemon=True
    )
    thread.start()
    return thread


async def _run(*, handles_signals: bool) -> None:
    from procrastinate.contrib.django import app

    worker_app = app.with_connector(app.connector.get_worker_connector())
    async with worker_app.open_async():
        await worker_app.run_worker_async(
            install_signal_handlers=handles_signals,
            concurrency=1,
            delete_jobs="successful",
            name=f"openmash {settings.PLACE.name}",
        )
