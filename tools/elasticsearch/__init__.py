"""A real Elasticsearch for development and tests, where no container can be had: its own server, started on the class path by ``Server.java``.

Not for a real site: no security, loopback only. Of what Elasticsearch brings, only the server and its HTTP interface are here; the engine of the hub
needs nothing else. Maven fetches them (about 45 MB), a JDK 17 starts them.
"""
