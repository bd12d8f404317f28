"""What the tasks of a run share: the plan, the shards, the quarantine, the log."""
