/**
 * Whether a client and its FHIR server fit together with this service: the page that says how to connect, and live checks
 * of a token and of a server for operators. Nothing that is sent for a check is kept or logged.
 */
@NullMarked
package org.lumbarcds.connect;

import org.jspecify.annotations.NullMarked;
