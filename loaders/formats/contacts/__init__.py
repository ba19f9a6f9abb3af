"""Exports of databases of contacts (CiviCRM, Salesforce NPSP): organizations, and what ties them through people."""
