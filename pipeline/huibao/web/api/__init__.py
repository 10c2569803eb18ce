"""The REST API, which the page itself uses: ``/api/openapi.json`` describes it, ``/api-docs`` prints that."""
