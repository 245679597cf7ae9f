"""What pytest must know of the tests."""

collect_ignore = ["bad_features"]  # feature files that are wrong on purpose
