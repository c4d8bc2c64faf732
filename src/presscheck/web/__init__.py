"""The desk: a page in the browser and an HTTP API over the same engine, for one newsroom's own machines.

    request ─► guard ─► request body ─► workers ─► work ─► answer
               host,    within limits   processes  check,
               origin,                  with a     fill
               token                    time limit

Nothing is stored, and nothing of a draft touches the disk. docs/api.md and docs/desk.md are for its users.
"""
