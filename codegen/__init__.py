"""From the published document to the generated client. Development only; never shipped."""
