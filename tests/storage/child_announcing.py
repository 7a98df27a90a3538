"""A process that announces one topic and prints when: engine, folder."""

import sys
import time
from pathlib import Path

from engines import open_store
from test_notices import announce

if __name__ == "__main__":
    store = open_store(sys.argv[1], Path(sys.argv[2]))
    store.write_now(announce, "child:D0001")
    print(time.time())
    store.close()
