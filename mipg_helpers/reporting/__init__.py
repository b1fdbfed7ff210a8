"""From tidy tables to documents: parameters, execution, document model, HTML, PDF, batch."""
