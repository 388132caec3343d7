"""How me.db came to be what it is, step by step. Steps import no code of ours: tables move on, history does not."""
