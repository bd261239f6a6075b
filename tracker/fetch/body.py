"""Read the body of an answer in small pieces, unpacked, and never more of it than allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import requests

from tracker.fetch.trouble import TroubleError

_PIECE = 65536
_GZIP_OR_ZLIB = 47  # zlib's code for "either header, the largest window"
_BARE_DEFLATE = -15  # what some servers send as deflate, against RFC 9110


def read_body(response: requests.Response, max_bytes: int, *, keep: bool = False) -> bytes:
    """The whole body, unpacked; with `keep`, the start of one that is too large. Needs `stream=True`.

    The unpacking is done here and not by urllib3 because that accepts a gzip stream which stops in the middle: half a
    policy would be taken for a whole one.

    Raises:
        TroubleError: too large, compressed in a way that was not asked for, or broken off.
        requests.RequestException, urllib3.exceptions.HTTPError, OSError: the connection failed.
    """
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    pieces: Iterator[bytes] = _raw(response)
    if coding in {"gzip", "x-gzip", "deflate"}:
        pieces = _unpacked(pieces)
    elif coding not in {"identity", ""}:
        raise TroubleError("undecodable", "The answer is compressed in a way that was not asked for.", lasting=True)
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > max_bytes:
            if keep:
                return bytes(body[:max_bytes])
            raise TroubleError(
                "too_large", f"The page is larger than {max_bytes} bytes; see max_bytes in [tracker].", lasting=True
            )
    return bytes(body)


def skip_body(response: requests.Response) -> None:
    """Read the little that an answer without interest holds, so that its connection can be used again."""
    response.raw.read(_PIECE, decode_content=False)


def _raw(response: requests.Response) -> Iterator[bytes]:
    while piece := response.raw.read(_PIECE, decode_content=False):
        yield piece


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip (members in a row, rubbish after them ignored, as browsers do) or deflate, a little at a time."""
    broken = TroubleError("undecodable", "The answer is not compressed as it says.", lasting=True)
    unzip = zlib.decompressobj(_GZIP_OR_ZLIB)
    started = False
    for piece in pieces:
        left = piece
        while left:
            if unzip.eof:
                if not left.startswith(b"\x1f\x8b"):
                    break
                unzip = zlib.decompressobj(_GZIP_OR_ZLIB)
            try:
                yield unzip.decompress(left, _PIECE)
            except zlib.error:
                if started:
                    raise broken from None
                unzip = zlib.decompressobj(_BARE_DEFLATE)
                left, started = piece, True
                continue
            started = True
            left = unzip.unconsumed_tail or unzip.unused_data
    yield unzip.flush()  # what a full output buffer held back
    if started and not unzip.eof:
        raise TroubleError("connection", "The answer broke off before it was complete.")
