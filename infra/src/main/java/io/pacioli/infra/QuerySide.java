package io.pacioli.infra;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The read side, which {@code pacioli.query.enabled} switches off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.query.enabled", matchIfMissing = true)
@ComponentScan("io.pacioli.query")
class QuerySide {}
