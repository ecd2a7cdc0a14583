package io.pacioli.infra;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The write side, which {@code pacioli.command.enabled} switches off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "pacioli.command.enabled", matchIfMissing = true)
@ComponentScan("io.pacioli.command")
class CommandSide {}
