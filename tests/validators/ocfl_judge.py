#!/usr/bin/env python3
"""Judges OCFL storage roots with ocfl-py: ocfl_judge.py ROOT…

Exit 0: every object of every root is valid, without a warning · 1 otherwise. `ocfl-validate.py` of ocfl-py 2.1.0 is
no use for this: for a storage root it ends with 0 and says nothing when an object in it is damaged.
"""
import logging
import sys

import ocfl

logging.disable(logging.CRITICAL)
bad = objects = 0
for path in sys.argv[1:]:
    root = ocfl.StorageRoot(path)
    valid = root.validate(log_warnings=True)
    objects += getattr(root, "num_objects", 0)
    if not valid or root.errors or root.good_objects != root.num_objects:
        bad += 1
        print(f"{path}: {getattr(root, 'good_objects', 0)} of {getattr(root, 'num_objects', 0)} objects are valid")
        print(root.log, *(message for _, message in root.errors), sep="\n")
print(f"{len(sys.argv) - 1} storage roots, {objects} objects, {bad} roots with faults")
sys.exit(bad > 0 or objects == 0)
