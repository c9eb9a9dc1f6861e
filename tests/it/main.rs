//! The integration tests over HTTP against raw `workerd`; one binary, so that it links once.
