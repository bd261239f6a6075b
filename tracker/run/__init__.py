"""The effects around the pipeline: fetch, decide, commit, push; then mail what the remote has."""

from tracker.run.backfill import ARCHIVE, Wanted, archived_captures
from tracker.run.collect import CollectReport, collect, sender_domains
from tracker.run.dated import dated_captures
from tracker.run.earlier import EarlierReport, bring_in, followed
from tracker.run.publish import publish
from tracker.run.report import PolicyReport, RunReport, quietly
from tracker.run.reprocess import reprocess
from tracker.run.run import run
from tracker.run.send import SendReport, send
from tracker.run.sound import Sound, sound_histories
from tracker.run.stands import owed_notices, stands
from tracker.run.wishes import unmet_wishes

__all__ = [
    "ARCHIVE",
    "CollectReport",
    "EarlierReport",
    "PolicyReport",
    "RunReport",
    "SendReport",
    "Sound",
    "Wanted",
    "archived_captures",
    "bring_in",
    "collect",
    "dated_captures",
    "followed",
    "owed_notices",
    "publish",
    "quietly",
    "reprocess",
    "run",
    "send",
    "sender_domains",
    "sound_histories",
    "stands",
    "unmet_wishes",
]
