"""MIPG Workbench: from FURAG results to gap analysis and improvement-plan reports.

Importing the package does nothing and costs nothing: every heavy library is
imported by the one module that is its door, when that module is needed.
"""

__version__ = "0.1.0"
