package io.pacioli.projections.batch;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/**
 * Marks the event handlers that keep read tables. All of them share one reader of the journal, one decoding of each event and
 * one transaction a batch, and are left out where {@code pacioli.projections.enabled} is off.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
public @interface ReadModel {

    /** The name of the event processor that all of them belong to. */
    String PROCESSOR = "ledger-read-models";
}
