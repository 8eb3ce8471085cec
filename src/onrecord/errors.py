"""What can go wrong, as types.

    OnrecordError
    ├── UsageError         the caller asked for something that cannot be (exit code 2)
    ├── ResourceError      a model or lexicon of the install is missing or damaged
    ├── EvidenceError      a record points at characters or records that are not there
    └── StoreError         the store cannot be read or written
        ├── StoreNewer     the store was written by a newer onrecord
        └── NotFound       no such record in the store

Bad *input* is not an error: it becomes a `records.Rejected` with its reason, and the batch goes on.
"""


class OnrecordError(Exception):
    """Base of every error that onrecord raises on purpose; its text is fit to print."""


class UsageError(OnrecordError):
    pass


class ResourceError(OnrecordError):
    pass


class EvidenceError(OnrecordError):
    pass


class StoreError(OnrecordError):
    pass


class StoreNewer(StoreError):
    pass


class NotFound(StoreError):
    pass
