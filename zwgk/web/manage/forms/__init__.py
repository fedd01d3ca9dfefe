"""The forms of the pages for officials."""
