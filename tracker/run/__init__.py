"""The effects around the pipeline: fetch, decide, commit, push; then mail what the remote has."""

from tracker.run.collect import CollectReport, collect, sender_domains
from tracker.run.publish import publish
from tracker.run.report import PolicyReport, RunReport, quietly
from tracker.run.reprocess import reprocess
from tracker.run.run import run
from tracker.run.send import SendReport, send

__all__ = [
    "CollectReport",
    "PolicyReport",
    "RunReport",
    "SendReport",
    "collect",
    "publish",
    "quietly",
    "reprocess",
    "run",
    "send",
    "sender_domains",
]
