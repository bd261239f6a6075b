"""From `policies.toml` and `policies/*.toml` to a valid `Project`, or to a list of all that is wrong with them.

Reads only these files (and the places that declared files lead to); nothing here touches the network.
"""

from tracker.declare.edit import add_entry
from tracker.declare.files import load, load_text
from tracker.declare.tables import json_schema

__all__ = ["add_entry", "json_schema", "load", "load_text"]
