package org.lumbarcds.settings.values;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a property means, in one sentence; the README's table and the start-up messages are taken from here. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Described {

    String value();

    /** Whether a path may be missing at the start. */
    boolean made() default false;

    /** Least value of a number. */
    int min() default 1;

    /** Greatest value of a number: ten years of days, unless said otherwise. */
    int max() default 3650;
}
