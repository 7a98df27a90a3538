"""A process that counts up one counter: engine, folder, times."""

import sys
from pathlib import Path

from engines import open_store
from test_group_commit import count_up

if __name__ == "__main__":
    store = open_store(sys.argv[1], Path(sys.argv[2]))
    for _ in range(int(sys.argv[3])):
        store.write_now(count_up)
    store.close()
