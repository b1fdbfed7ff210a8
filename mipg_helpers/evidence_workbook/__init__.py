"""The evidence for the form (FURAG) as Excel workbooks that go out to the units and come back."""
