"""Gold data, matching, scores and the gate: how right is what the pipeline records.

`tasks` names what can be scored; each task is one module with `TASK` and
`run(gold, pipeline) -> list[Score]`. `score` holds the arithmetic, `floors` the gate,
`summary` the written report, `bench` the speed.
"""
