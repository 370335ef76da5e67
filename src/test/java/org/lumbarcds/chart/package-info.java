/** Reading a call's data: every state and habit a client may show, with the reason for how it is read. */
package org.lumbarcds.chart;
