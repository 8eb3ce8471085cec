"""Runners: the pipeline over many inputs, on one machine or a cluster, and over feeds."""
