"""What the tasks of a run share.

configuration   luigi.cfg -> settings
planning        which articles are due
sharding        which of them are processed together
process         settings, plans and store of one process
spool           values in a temporary file
forked          calls in a forked process
shard_task      the base of the tasks, and their log lines
targets         Luigi targets
quarantine      rejected and failed articles
monitoring      log and metrics
"""
