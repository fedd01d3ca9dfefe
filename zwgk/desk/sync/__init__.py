"""Taking in what phones recorded, and the files of phones that could not send."""

from zwgk.desk.sync.files import import_file
from zwgk.desk.sync.receipt import Batch, Receipt, Result
from zwgk.desk.sync.taking import take_in

__all__ = ["Batch", "Receipt", "Result", "import_file", "take_in"]
