"""What a configuration says of a draft: found, read strictly, and merged into the `Settings` of each file.

A file's settings are the defaults, then the configuration found from its folder upwards (with what it extends, and
its overrides for the path), then the command line; what comes later wins.
"""
