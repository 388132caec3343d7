"""Where commands meet the truth: each gets its receipt, in the transaction that holds its effects."""
