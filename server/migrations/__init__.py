"""How a database came to its present shape. The versions import no project code: they tell of their own day."""
