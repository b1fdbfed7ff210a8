"""From frozen results to what people read: formats, words, tables, charts."""
