"""接口: what programs read under /api/v1/, public data without a key, a unit's own with its key."""
