"""Write the schemas beside this file."""

from pathlib import Path

from tracker.schemas import schemas

for name, body in schemas().items():
    (Path(__file__).parent / name).write_bytes(body)
