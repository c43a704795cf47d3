"""The book on disk: SQLAlchemy tables and queries. Nothing of SQLAlchemy leaves this room."""
