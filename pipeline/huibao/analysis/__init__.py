"""Tagged corpora as frames and figures, agreement of annotators, exchange with other tools, pages to read in."""
