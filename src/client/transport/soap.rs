//! SOAP messages with WS-Security.
