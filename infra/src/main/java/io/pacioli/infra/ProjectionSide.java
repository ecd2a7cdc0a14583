package io.pacioli.infra;

import io.pacioli.projections.batch.ReadModel;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** What keeps the read tables up to date, which {@code pacioli.projections.enabled} switches off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.projections.enabled", matchIfMissing = true)
@ComponentScan(
        basePackages = "io.pacioli.projections",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = ReadModel.class))
class ProjectionSide {}
