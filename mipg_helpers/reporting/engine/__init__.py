"""A papermill engine without kernel start: each report runs in a process forked from a warm one.

papermill remains the entrance (parameters, output notebook, errors) and nbclient's rules make
outputs of messages. `papermill in.ipynb out.ipynb --engine mipg` works too. papermill imports
this package whenever it starts, so nothing heavy is imported here.

Where forking is not to be had (not Linux, a notebook in another language) the ordinary kernel
engine is used. An engine is not a sandbox: notebooks run with the operator's rights.
"""
