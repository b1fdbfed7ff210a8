"""The plan as an Excel workbook that goes out to its readers and comes back."""
