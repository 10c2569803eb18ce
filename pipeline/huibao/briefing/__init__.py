"""Tagged reports to one consolidated draft: plan → select → fuse → write → verify → render."""
