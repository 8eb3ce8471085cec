"""The reading room: the store as web pages and as an API (`onrecord serve`)."""
