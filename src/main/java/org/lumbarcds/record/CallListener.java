package org.lumbarcds.record;

/** Told of every call to a service once its answer is known, before it is sent. Must neither block nor throw. */
@FunctionalInterface
public interface CallListener {

    void answered(CallEvent event);
}
