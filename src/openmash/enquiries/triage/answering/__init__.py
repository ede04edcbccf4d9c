"""Answer a contact at once: advice, early help, a strategy discussion now, the adult route."""
