package org.lumbarcds.guideline.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A number of a rule that a site may set: what it is unless set, and what it means. The setting, its check at the start and
 * its line in the configuration's table are made of it; the setting is called as the component.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Threshold {

    /** In force unless set. */
    int value();

    /** One sentence, with the unit. */
    String meaning();

    /** Least value. */
    int min() default 1;

    /** Greatest value: ten years of days, unless said otherwise. */
    int max() default 3650;
}
