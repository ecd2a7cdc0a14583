package io.pacioli.infra;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What keeps the read tables up to date, which {@code pacioli.projections.enabled} switches off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.projections.enabled", matchIfMissing = true)
@ComponentScan("io.pacioli.projections")
class ProjectionSide {}
