"""What a reviewer of a change needs: which briefs, fields and pages changed, and what to be wary of.

Runs without any token, on what a pull request brings; `generator.previews` publishes the result.
"""
